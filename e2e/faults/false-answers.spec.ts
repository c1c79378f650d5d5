/** Answers that are none, before the built app, in each engine. */
import type { Visit } from '../../src/lib/records/index.ts';
import type { Tab } from '../handset';
import { beginKnocking, install, press, says, STATUS } from '../screens/by-script';
import { expect, test } from '../stories/story';
import { engines, report } from './browser';
import { liesOf } from './lies';
import { openPlace, type FaultPlace } from './place';
import { startFaultProxy } from './proxy';

/** Endpoints of an ordinary round that has something to send and something to fetch. */
const endpoints = ['group', '_bulk_docs', '_revs_diff', '_changes', '_bulk_get'];
const named = (endpoint: string) => (endpoint.startsWith('group-') ? 'group' : endpoint);

/** Ids of the visits that the phone holds, and of those among them that it does not call sent. */
async function visitsHere(tab: Tab, place: FaultPlace): Promise<{ held: string[]; unsent: string[] }> {
	return await tab.run(
		`const ask = (request) => new Promise((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
		const database = await ask(indexedDB.open('toadlane-group-' + args[0]));
		const within = database.transaction(['docs', 'unsent']);
		const [held, unsent] = await Promise.all([
			ask(within.objectStore('docs').getAllKeys(IDBKeyRange.bound('visit:', 'visit;'))),
			ask(within.objectStore('unsent').getAllKeys())
		]);
		database.close();
		return { held, unsent: unsent.map(([id]) => id) };`,
		place.group
	);
}

/** A round by hand, to its end. */
async function syncOnce(tab: Tab) {
	const idle = `const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Sync now');
		return button && button.getAttribute('aria-busy') !== 'true'`;
	await tab.until(idle);
	await press(tab, 'Sync now');
	await tab.until(idle);
}

for (const engine of engines) {
	test.describe(engine.name, () => {
		test.skip(!engine.there, `there is no ${engine.name} on this machine`);

		test(`fault 5: each endpoint answers with what is no answer, and nothing of it is believed (${engine.name})`, async ({
			app,
			handset
		}, info) => {
			test.setTimeout(600_000);
			const place = await openPlace(app, 400);
			const proxy = await startFaultProxy(app.server);
			app.lead(proxy.url);
			const phone = await handset(engine.unbox);
			const tab = await install(phone);
			await place.letIn(tab);
			const epoch = (await fetch(`${app.server}/api/health`)).headers.get('x-toadlane-epoch') ?? '';
			expect(epoch).not.toBe('');
			const own = async () =>
				(await place.records<Visit>('visit')).filter(({ patch }) => patch === place.unwalked[0]);
			const lies = Object.entries(liesOf(epoch));
			const theirs: string[] = [];
			let [runs, lost, doubled] = [0, 0, 0];
			for (const [knocked, [what, lie]] of lies.entries()) {
				await test.step(what, async () => {
					// Without a network, so that there is something to send when the lies begin.
					proxy.rule = () => ({ does: 'cut' });
					await tab.open(place.walk());
					await beginKnocking(tab, 1);
					await tab.until('return window.knocked');
					theirs.push(await place.knockElsewhere());
					const left = new Set(endpoints);
					await tab.open(`/g/${place.group}/sync`);
					for (let round = 0; left.size; round++) {
						expect(round, `${[...left].join()} never asked`).toBeLessThan(15);
						proxy.rule = ({ endpoint }) => (left.delete(named(endpoint)) ? lie : undefined);
						await syncOnce(tab);
						// Nothing more is sent while it is asked what the phone says.
						proxy.rule = () => ({ does: 'cut' });
						const status = await tab.run<string>(`return document.querySelector('${STATUS}').innerText`);
						const { held, unsent } = await visitsHere(tab, place);
						if (status.includes('All sent')) expect(unsent).toEqual([]);
						const there = new Set((await place.records<Visit>('visit')).map(({ _id }) => _id));
						expect(held.filter((id) => !unsent.includes(id) && !there.has(id))).toEqual([]);
					}
					proxy.reset();
					await syncOnce(tab);
					await says(tab, 'All sent', STATUS);
					const made = knocked + 1;
					const sent = (await own()).length;
					lost += Math.max(0, made - sent);
					doubled += Math.max(0, sent - made);
					runs += endpoints.length;
				});
			}
			expect([lost, doubled], 'visits lost and doubled').toEqual([0, 0]);
			const { held } = await visitsHere(tab, place);
			lost += theirs.filter((id) => !held.includes(id)).length;
			expect(lost, 'visits of others that never came').toBe(0);
			await proxy.close();
			report(info, {
				...{ fault: 5, engine: engine.name, against: 'gateway by proxy', runs, lost, doubled },
				figure: `${lies.length} false answers on ${endpoints.length} endpoints`
			});
		});
	});
}
