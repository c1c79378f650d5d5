import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { groupDatabase, type Door } from '../../src/lib/records/index.ts';
import { heal, lookDuring, newCount, nothing, report, type Count } from './count.ts';
import { knock, newPhone, startGroup, startWorld, type Phone, type World } from './phone.ts';
import { startFaultProxy } from './proxy.ts';
import { startRegistry } from './registry.ts';

const day = 25 * 60 * 60_000;

/** The registry in a process of its own, to be killed; it says when it begins to write a batch, and when it has. */
async function startServer(folder: string, hear: (line: string) => void) {
	const script = `
		import { writeSync } from 'node:fs';
		import { startRegistry } from ${JSON.stringify(resolve('e2e/faults/registry.ts'))};
		const { url, site } = await startRegistry(${JSON.stringify(folder)});
		const { backend } = site;
		const write = backend.bulkDocs;
		backend.bulkDocs = async (...given) => {
			writeSync(1, 'begins\\n');
			const answer = await write.apply(backend, given);
			writeSync(1, 'has written\\n');
			return answer;
		};
		writeSync(1, url + '\\n');`;
	const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
	const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const lines = createInterface({ input: child.stdout });
	const [url] = (await once(lines, 'line')) as [string];
	lines.on('line', hear);
	return { child, url };
}

test('fault 7: the server is killed in the middle of a bulk write', async (here) => {
	const count = newCount();
	const registry = await startRegistry();
	const proxy = await startFaultProxy(registry.url);
	const { phone, gid, doors } = await startGroup({ registry, proxy }, 40);
	phone.given = { batch: 80 };
	const { folder } = registry;
	await registry.stop();
	const saved: string[] = [];
	const milliseconds = [0, 1, 4, 12, 30];
	let amid = 0;
	for (const [life, delay] of milliseconds.entries()) {
		const heard: string[] = [];
		const { child, url } = await startServer(folder, (line) => {
			heard.push(line);
			const writes = heard.filter((one) => one === 'begins').length;
			if (line === 'begins' && writes === 1 + (life % 3))
				if (delay === 0) child.kill('SIGKILL');
				else setTimeout(() => child.kill('SIGKILL'), delay);
		});
		proxy.reset();
		proxy.aimAt(url);
		for (const to of doors) saved.push(...(await knock(phone, to, 8)));
		const over = once(child, 'close');
		expect(await phone.sync()).toMatchObject({ ok: false });
		await over;
		if (heard.at(-1) === 'begins') amid++;
		const again = await startRegistry(folder);
		proxy.aimAt(again.url);
		await lookDuring(count, { registry: again, gid }, phone, saved);
		await heal(count, { registry: again, gid, proxy }, phone, saved);
		expect(await again.leaves(gid)).toEqual(await phone.leaves());
		count.runs++;
		await again.stop();
	}
	await proxy.close();
	await registry.close();
	expect(count).toMatchObject(nothing);
	expect(amid, 'it was killed while it wrote').toBeGreaterThan(0);
	report(
		here,
		7,
		count,
		`kill -9 ${milliseconds.join(', ')} ms after the write of a batch of 80 began, ${amid} times before it ended; ${saved.length} records`
	);
}, 180_000);

/** Rounds until every phone and the server hold the same; the daily check comes with the third. */
async function settle(
	{ registry, gid, proxy }: World,
	phones: Phone[],
	saved: string[],
	count: Count
): Promise<number> {
	proxy.reset();
	for (let round = 1; round <= 6; round++) {
		for (const phone of phones) {
			if (round === 3) phone.off += day;
			await phone.sync();
		}
		const leaves = await registry.leaves(gid);
		const all = await Promise.all(phones.map((phone) => phone.leaves()));
		const unsent = await Promise.all(phones.map((phone) => phone.db.unsent.count()));
		if (unsent.some((n) => n > 0) || all.some((one) => String(one) !== String(leaves))) continue;
		const held = leaves.map((leaf) => leaf.split(' ')[0]);
		for (const id of saved) {
			const times = held.filter((one) => one === id).length;
			if (times === 0) count.lost++;
			if (times > 1) count.doubled++;
		}
		return round;
	}
	count.stuck++;
	return Infinity;
}

/** Each time the server is put back or emptied at the n-th request of a round; 0 is between two rounds. */
async function setBack(
	world: World,
	count: Count,
	happens: (back: () => Promise<void>) => Promise<void>,
	requests: number
): Promise<number[]> {
	const { registry, proxy, phone, doors } = world;
	const friend = await world.join('organiser');
	const phones = [phone, friend];
	const saved: string[] = [];
	const own = new Map<Phone, string[]>(phones.map((one) => [one, []]));
	const save = async (one: Phone, to: Door, times: number) => {
		const ids = await knock(one, to, times);
		saved.push(...ids);
		own.get(one)?.push(...ids);
	};
	const rounds: number[] = [];
	for (let n = 0; n <= requests; n++) {
		const to = doors[n % doors.length] as Door;
		const back = await registry.backUp();
		// Both have called this sent when the server forgets it.
		await save(phone, to, 3);
		await save(friend, to, 2);
		for (const one of [phone, friend, phone]) await one.sync();
		await save(phone, to, 2);
		await save(friend, to, 1);
		proxy.reset();
		if (n === 0) await happens(back);
		else {
			let done = false;
			proxy.rule = async (asked) => {
				if (asked.n >= n && !done) {
					done = true;
					await happens(back);
				}
				return undefined;
			};
		}
		await phone.sync();
		for (const [one, ids] of own) {
			const rows = await one.db.docs.bulkGet(ids);
			count.lost += rows.filter((row) => !row).length;
		}
		rounds.push(await settle(world, phones, saved, count));
		count.runs++;
	}
	return rounds;
}

const said = (rounds: number[]) =>
	`${rounds.filter((n) => n < 3).length} of ${rounds.length} filled again within two rounds, the others by the daily check`;

test('fault 8: the server is restored from an older back-up, between rounds and in mid-session', async (here) => {
	const count = newCount();
	const world = await startWorld(10);
	const rounds = await setBack(world, count, (back) => back(), 5);
	await world.close();
	expect(count).toMatchObject(nothing);
	report(here, 8, count, said(rounds));
}, 180_000);

test('fault 9: the group’s database is deleted and made again, between rounds and in mid-session', async (here) => {
	const count = newCount();
	const world = await startWorld(10);
	const { registry, gid } = world;
	const rounds = await setBack(world, count, () => registry.site.backend.dropDatabase(groupDatabase(gid)), 5);
	await world.close();
	expect(count).toMatchObject(nothing);
	report(here, 9, count, said(rounds));
}, 180_000);

test('fault 9: the whole registry is deleted, and knows neither group nor phones', async (here) => {
	const count = newCount();
	const world = await startWorld(10);
	const { registry, proxy, gid, phone, doors } = world;
	const friend = await world.join('volunteer');
	const saved: string[] = [];
	for (const n of [0, 1, 2, 3]) {
		const to = doors[n] as Door;
		saved.push(...(await knock(phone, to, 3)), ...(await knock(friend, to, 2)));
		for (const one of [phone, friend, phone]) await one.sync();
		saved.push(...(await knock(friend, to)));
		proxy.reset();
		let done = false;
		const vanish = async () => {
			done = true;
			await registry.recreate();
		};
		if (n === 0) await vanish();
		else proxy.rule = async (asked) => void (asked.n >= n && !done && (await vanish()));
		await phone.sync();
		await phone.sync();
		const before = await friend.leaves();
		expect(await friend.sync()).toMatchObject({ ok: false });
		expect(await friend.leaves()).toEqual(before);
		// A volunteer is let in again by an invite, as at the first time.
		await friend.device.changeGroup(gid, {
			state: 'joining',
			invite: { secret: await registry.invite(gid, 'volunteer') }
		});
		await settle(world, [phone, friend], saved, count);
		count.runs++;
	}
	const late = await newPhone(proxy.url, gid, 'volunteer', await registry.invite(gid, 'volunteer'));
	for (const one of [late, phone]) await one.sync();
	expect(await late.leaves()).toEqual(await phone.leaves());
	await world.close();
	expect(count).toMatchObject(nothing);
	report(here, 9, count, `${saved.length} records; the organiser’s phone made the group again by itself`);
}, 180_000);
