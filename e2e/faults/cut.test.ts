import { afterAll, beforeAll, expect, test } from 'vitest';
import { heal, lookDuring, newCount, nothing, report } from './count.ts';
import type { Door } from '../../src/lib/records/index.ts';
import { knock, newPhone, startWorld, type World } from './phone.ts';
import type { Asked, Fault } from './proxy.ts';
import { drawn, said } from './seed.ts';

/** `CUTS=2000` cuts at so many places; a few without, and others in each run. */
const places = process.env.CUTS ? Number(process.env.CUTS) : undefined;
const patience = places ? 3_600_000 : 180_000;
let world: World;
beforeAll(async () => {
	world = await startWorld(60);
	// Five batches of three.
	world.phone.given = { batch: 3 };
});
afterAll(() => world.close());

/** A sync of five batches, with whatever fails in it; answers what passed the proxy. */
async function fiveBatches(count = newCount()): Promise<{ requests: Asked[]; bytes: number }> {
	const { phone, doors, proxy } = world;
	const to = doors[count.runs % doors.length];
	if (!to) throw new Error('no door');
	const saved = await knock(phone, to, 15);
	await phone.sync();
	const { passed } = proxy;
	await lookDuring(count, world, phone, saved);
	await heal(count, world, phone, saved);
	count.runs++;
	return passed;
}

test(
	'fault 1: the network is cut at every request and at bytes of a five-batch sync',
	async (here) => {
		const count = newCount();
		world.proxy.reset();
		const whole = await fiveBatches();
		const requests = whole.requests.length;
		expect(requests).toBeGreaterThanOrEqual(12);
		for (let n = 1; n <= requests; n++) {
			for (const after of [false, true]) {
				world.proxy.rule = (asked) => (asked.n >= n ? { does: 'cut', after } : undefined);
				await fiveBatches(count);
			}
		}
		const steps = places ?? 40;
		for (let i = 0; i < steps; i++) {
			// Other bytes in each run.
			world.proxy.cutAtByte = Math.floor((whole.bytes * (i + drawn)) / steps);
			await fiveBatches(count);
		}
		expect(count, said).toMatchObject(nothing);
		report(
			here,
			1,
			count,
			`${requests} requests, each before and after the server heard it; ${steps} places, others in each run, in ${whole.bytes} bytes`
		);
	},
	patience
);

test(
	'fault 1: the network is cut at every request and at bytes of a first fetch of five pages',
	async (here) => {
		const count = newCount();
		const { proxy, registry, gid, phone, doors } = world;
		proxy.reset();
		const saved = await knock(phone, doors[0] as Door, 5);
		await phone.sync();
		const total = (await registry.leaves(gid)).length;
		const page = Math.ceil(total / 5);
		async function fetchAll(): Promise<{ requests: Asked[]; bytes: number }> {
			const fresh = await newPhone(proxy.url, gid, 'volunteer', await registry.invite(gid, 'volunteer'));
			fresh.page = page;
			await fresh.sync();
			const { passed } = proxy;
			await heal(count, world, fresh, saved);
			expect(await fresh.leaves()).toEqual(await registry.leaves(gid));
			count.runs++;
			return passed;
		}
		proxy.reset();
		const { requests, bytes } = await fetchAll();
		expect(requests.filter((asked) => asked.endpoint === '_changes').length).toBeGreaterThanOrEqual(5);
		for (const { n } of requests) {
			for (const after of [false, true]) {
				proxy.rule = (asked) => (asked.n >= n ? { does: 'cut', after } : undefined);
				await fetchAll();
			}
		}
		const steps = places ?? 10;
		for (let i = 0; i < steps; i++) {
			proxy.cutAtByte = Math.floor((bytes * (i + drawn)) / steps);
			await fetchAll();
		}
		expect(count, said).toMatchObject(nothing);
		report(
			here,
			1,
			count,
			`${requests.length} requests, each before and after the server heard it; ${steps} places, others in each run, in ${bytes} bytes`
		);
	},
	patience
);

test('fault 2: the answer is lost after the server did its work', async (here) => {
	const count = newCount();
	world.proxy.reset();
	const { requests } = await fiveBatches();
	const ways: Fault[] = [
		{ does: 'cut', after: true },
		{ does: 'answer', after: true, answer: { status: 502, body: 'bad gateway' } }
	];
	for (const fault of ways) {
		for (const { n } of requests) {
			world.proxy.rule = (asked) => (asked.n === n ? fault : undefined);
			await fiveBatches(count);
		}
	}
	expect(count).toMatchObject(nothing);
	report(
		here,
		2,
		count,
		`each of ${requests.length} requests, cut off or answered by a proxy in the server’s stead`
	);
}, 180_000);
