/**
 * A process of its own: reads a registry of made-up communities (DATA_DIR), makes what is made of all of them, changes one,
 * and does it again. Prints what each took as JSON. Started by registry.ts.
 */
import { REGISTRY, type Doc } from '../../src/lib/server/backend.ts';
import { answerDirectory } from '../../src/lib/server/nation/directory.ts';
import { askNation } from '../../src/lib/server/nation/figures.ts';
import { readNation } from '../../src/lib/server/nation/kept.ts';
import { openSite, readSettings } from '../../src/lib/server/site.ts';
import { median } from './measure.ts';

export interface Growth {
	/** Milliseconds, but for megabytes. */
	read: number;
	directory: number;
	figures: number;
	megabytes: number;
	/** After one community has changed: the first look, the directory and the figures, and the processor's time for the first two. */
	changed: { read: number; directory: number; figures: number; cpu: number };
}

const CHANGES = 7;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const start = performance.now();
	await work();
	return performance.now() - start;
};

void grow().then((growth) => console.log(JSON.stringify(growth)));

async function grow(): Promise<Growth> {
	const site = await openSite(readSettings(process.env));
	const asked = new Request('http://localhost/api/directory', { headers: { 'accept-encoding': 'gzip' } });
	const read = () => timed(() => readNation(site));
	const directory = () => timed(async () => (await answerDirectory(site, asked)).arrayBuffer());
	const figures = () => timed(() => askNation(site, new URLSearchParams()));
	gc?.();
	const before = process.memoryUsage();
	const first = { read: await read(), directory: await directory(), figures: await figures() };
	gc?.();
	const after = process.memoryUsage();
	const used = (of: NodeJS.MemoryUsage) => of.heapUsed + of.external;
	const listed = [...(await readNation(site)).communities];
	const changes: Growth['changed'][] = [];
	for (let n = 0; n < CHANGES; n += 1) {
		const { group } = listed[Math.floor((listed.length * (n + 0.5)) / CHANGES)]!;
		const doc = await site.backend.get<Doc>(REGISTRY, `listing:${group}`);
		await site.backend.put(REGISTRY, { ...doc!, about: `Changed ${n} times.` });
		const cpu = process.cpuUsage();
		const looked = { read: await read(), directory: await directory() };
		const { user, system } = process.cpuUsage(cpu);
		changes.push({ ...looked, figures: await figures(), cpu: (user + system) / 1000 });
	}
	await site.backend.close();
	const middle = (of: keyof Growth['changed']) => median(changes.map((one) => one[of]));
	return {
		...first,
		megabytes: (used(after) - used(before)) / 1e6,
		changed: {
			...{ read: middle('read'), directory: middle('directory') },
			...{ figures: middle('figures'), cpu: middle('cpu') }
		}
	};
}
