import { StartScreen } from '../screens/start';
import { expect, test } from '../stories/story';
import { report } from './browser';

/** What one tap asks of the phone's storage, and which of these calls is to fail. */
interface Sweep {
	calls: string[];
	failAt: number;
}

/** In the page: counts what is written, and lets one of it fail as a full or broken phone does. */
function countWrites() {
	const sweep: Sweep = { calls: [], failAt: 0 };
	Object.assign(window, { sweep });
	const fails = (what: string) => sweep.calls.push(what) === sweep.failAt;
	const full = () => new DOMException('made to fail', 'QuotaExceededError');
	for (const name of ['put', 'add', 'delete'] as const) {
		const real = IDBObjectStore.prototype[name] as (...given: unknown[]) => IDBRequest;
		IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...given: unknown[]) {
			if (fails(`${name} ${this.name}`)) throw full();
			return real.apply(this, given);
		} as never;
	}
	const { transaction } = IDBDatabase.prototype;
	IDBDatabase.prototype.transaction = function (...given: Parameters<typeof transaction>) {
		const made = transaction.apply(this, given);
		const { commit } = made;
		made.commit = () => {
			// A disk that is full when the transaction is to be kept: the browser ends it.
			if (fails('commit')) made.abort();
			else commit.call(made);
		};
		return made;
	};
	const { setItem } = Storage.prototype;
	Storage.prototype.setItem = function (...given) {
		if (fails('setItem')) throw full();
		setItem.apply(this, given);
	};
}

/** In the page: the visits that its databases hold, and their rows that wait to be sent. */
async function countVisits(): Promise<{ visits: number; waiting: number }> {
	const ask = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error ?? new Error('failed'));
		});
	const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
	const db = await ask(indexedDB.open(names.find((name) => name.startsWith('toadlane-group-')) ?? ''));
	const within = db.transaction(['docs', 'unsent']);
	const [docs, unsent] = await Promise.all([
		ask(within.objectStore('docs').getAllKeys(IDBKeyRange.bound('visit:', 'visit;'))),
		ask(within.objectStore('unsent').getAllKeys())
	]);
	db.close();
	return {
		visits: docs.length,
		waiting: unsent.filter((key) => String((key as string[])[0]).startsWith('visit:')).length
	};
}

test('fault 33: whichever write of a tap fails, the walk says so, stays where it is, and takes the next tap', async ({
	app,
	phone
}, info) => {
	const ann = await phone();
	await ann.install();
	const start = await StartScreen.open(ann);
	await app.networkOff();
	await start.fill({ name: 'Sweep Street', place: 'Rochdale', person: 'Ann' });
	const group = await start.start();
	const patch = await (
		await (await group.doors()).newPatch('Sweep Street')
	).byNumbers('Sweep Street', '1-99');
	const walk = await patch.startKnocking();
	await ann.page.evaluate(countWrites);
	const { page } = ann;
	const button = page.getByRole('button', { name: 'No answer' });
	const sweepOf = () => page.evaluate(() => (window as unknown as { sweep: Sweep }).sweep.calls);
	const failAt = (nth: number) =>
		page.evaluate((at) => {
			Object.assign((window as unknown as { sweep: Sweep }).sweep, { calls: [], failAt: at });
		}, nth);

	await walk.tap('No answer');
	const calls = await sweepOf();
	expect(calls.length).toBeGreaterThan(5);
	let saved = 1;
	let refused = 0;
	for (let nth = 1; nth <= calls.length; nth++) {
		const at = await walk.address();
		await failAt(nth);
		await button.click();
		const alert = page.getByRole('alert').filter({ hasText: 'Nothing that was saved is lost' });
		const full = page.getByRole('alert').filter({ hasText: 'What was saved is still here' });
		await expect
			.poll(async () => (await walk.address()) !== at || (await alert.or(full).count()) > 0)
			.toBe(true);
		const moved = (await walk.address()) !== at;
		if (moved) saved++;
		else refused++;
		await failAt(0);
		// What it says is true, and the next tap is saved.
		await expect.poll(() => page.evaluate(countVisits)).toEqual({ visits: saved, waiting: saved });
		await walk.tap('No answer');
		saved++;
		await expect(alert.or(full)).toHaveCount(0);
	}
	expect(refused).toBeGreaterThan(3);

	const { address } = group;
	await ann.switchOff();
	await ann.start();
	await ann.open(address);
	await group.doors();
	expect(await ann.page.evaluate(countVisits)).toEqual({ visits: saved, waiting: saved });
	await app.networkOn();
	await (await group.sync()).now();
	await group.allSent();
	const sent = await ann.page.evaluate(countVisits);
	expect(sent).toEqual({ visits: saved, waiting: 0 });
	report(info, {
		...{ fault: 33, runs: calls.length, lost: saved - sent.visits },
		figure: `a tap on No answer makes ${calls.length} writes; ${refused} of them failed it, and it said so`
	});
});
