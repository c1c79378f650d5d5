import { bareId, event, groupDatabase, type PlannedEvent } from '../records/index.ts';
import { BackendTrouble, REGISTRY, type Doc } from './backend.ts';
import { noneWaits, show, takeOut, withoutHistory, type Waits } from './shown.ts';
import type { Site } from './site.ts';

/** What strangers are told of an event. */
export type EventView = Pick<
	PlannedEvent,
	'kind' | 'title' | 'when' | 'place' | 'point' | 'about' | 'capacity' | 'status' | 'sign_up'
> & { sequence: number };

/**
 * An event as it stands in the registry: its public view, the address of its community, since when it has stood, and when
 * it last changed by this server's clock.
 */
export interface ShownEvent extends Doc, EventView {
	slug: string;
	registered_at: string;
	changed_at: string;
}

/** Somebody else may change the group's events meanwhile, over and over. */
const ROUNDS = 20;

/**
 * Brings what the registry shows of a group's events in line with the group's own records: those that are shown, cancelled
 * ones too, so that calendars hear of it, and nothing of the others. Whoever has written something looks again: so the last
 * of several gateways at work leaves what the group says now. Answers the ids of those that wait; as long as they do, what
 * stood of them before goes on standing.
 */
export async function publishEvents(
	site: Site,
	group: string,
	slug: string,
	waits: Waits = noneWaits
): Promise<string[]> {
	for (let round = 0; round < ROUNDS; round += 1) {
		const { wrote, waiting } = await bringInLine(site, group, slug, waits);
		if (!wrote) return waiting;
	}
	throw new BackendTrouble('timeout', `the events of ${group} change all the time`);
}

async function bringInLine(
	site: Site,
	group: string,
	slug: string,
	waits: Waits
): Promise<{ wrote: boolean; waiting: string[] }> {
	const [planned, there] = await Promise.all([
		site.backend.allDocs<PlannedEvent & Doc>(groupDatabase(group), 'event:'),
		site.backend.allDocs<ShownEvent>(REGISTRY, `event:${group}:`)
	]);
	const shown = planned.filter(isShown);
	const standing = new Map(there.map((doc) => [bareId(doc._id), doc]));
	let wrote = false;
	const waiting: string[] = [];
	for (const record of shown) {
		const view = event.publicView?.(record) as EventView;
		if (waits(view, standing.get(bareId(record._id)))) {
			waiting.push(record._id);
			continue;
		}
		const more = (known?: ShownEvent) => {
			const now = site.now().toISOString();
			const same = known?.sequence === view.sequence;
			return {
				slug,
				registered_at: known?.registered_at ?? now,
				changed_at: same ? known.changed_at : now
			};
		};
		const id = `event:${group}:${bareId(record._id)}`;
		const known = standing.get(bareId(record._id));
		if ((await show<ShownEvent>(site, record, view, id, more, known)).written) wrote = true;
	}
	const wanted = new Set(shown.map(({ _id }) => bareId(_id)));
	for (const doc of there.filter(({ _id }) => !wanted.has(bareId(_id)))) {
		await takeOut(site, doc);
		wrote = true;
	}
	return { wrote, waiting };
}

const isShown = (one: PlannedEvent & Doc) =>
	one.shown === true && event.check(withoutHistory(one)).length === 0;
