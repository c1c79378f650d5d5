import {
	kinds,
	type AnyRecord,
	type Author,
	type Building,
	type Commitment,
	type Made,
	type PlannedEvent
} from '../../src/lib/records/index.ts';
import type { GroupStore } from '../../src/lib/store/types.ts';
import type * as App from './app.ts';
import type { Written } from './commands.ts';
import { bodyOf, type History, type Intent } from './history.ts';

/** What a tap that makes something new goes by. */
export interface Making {
	store: GroupStore;
	records: typeof App.records;
	by: Author;
	history: History;
	random(): number;
}

export const good = <R>(made: Made<R>): R => {
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	return made.record;
};

export const pickOf = <T>(all: readonly T[], random: () => number): T | undefined =>
	all[Math.floor(random() * all.length)];

const day = 24 * 3_600_000;

/** The records of one tap; where there is no patch or door yet, it makes that first. */
export async function recordsOf(kind: Written, making: Making): Promise<AnyRecord[]> {
	const { store, records, by, history, random } = making;
	const area = pickOf(await store.list('patch'), random);
	const doors = area ? await store.doors(area._id) : [];
	const door = pickOf(doors, random);
	if (kind === 'patch' || !area) {
		return [good(records.patch.make({ name: `Patch ${history.newValue()}` }, by)) as AnyRecord];
	}
	if (kind === 'door' || !door) {
		// Two phones often add the same door.
		const number = 2 + Math.floor(random() * 3);
		return [good(records.door.make({ patch: area._id, number, street: 'Toad Lane' }, by)) as AnyRecord];
	}
	const at = { door: door.id, patch: area._id };
	const visit = (result: 'talked' | 'no_answer' | 'do_not_knock', walked = by.at) =>
		good(records.visit.make({ ...at, at: walked, slot: 'weekday_day', result }, by)) as AnyRecord;
	const block = () => good(records.suppression.make({ ...at, kind: 'do_not_knock' }, by)) as AnyRecord;
	if (kind === 'visit') return [visit('talked')];
	if (kind === 'many') return Array.from({ length: 12 }, () => visit('no_answer'));
	if (kind === 'suppression') return [block()];
	if (kind === 'keyed') {
		const walked = new Date(Date.parse(by.at) - 2 * day).toISOString();
		return [visit('no_answer', walked), visit('do_not_knock', walked), block()];
	}
	if (kind === 'building') return flats(making, area._id);
	if (kind === 'count') {
		const building = pickOf(await store.list<Building>('building'), random);
		if (!building) return flats(making, area._id);
		const figures = { slot: 'saturday' as const, opened: 1, not_opened: 0 };
		const input = { building: building._id, patch: building.patch, ...figures };
		return [good(records.count.make(input, by)) as AnyRecord];
	}
	if (kind === 'contact') return [aContact(making, at)];
	if (kind === 'event' || kind === 'task' || kind === 'rsvp' || kind === 'tally')
		return [await ofAnEvent(kind, making, door.id)];
	if (kind === 'coop' || kind === 'audit') return [await ofAnAudit(kind, making)];
	if (kind === 'round') {
		const back_by = new Date(Date.parse(by.at) + 3_600_000).toISOString();
		const input = { patch: area._id, buddy: history.newValue(), back_by };
		return [good(records.round.make(input, by)) as AnyRecord];
	}
	const promised = pickOf(await store.list<Commitment>('commitment'), random);
	if (kind === 'progress' && promised) {
		return [good(records.progress.make({ commitment: promised._id, value: 3 }, by)) as AnyRecord];
	}
	// A volunteer's is refused, and stays listed as that.
	return [promise(making)];
}

/** Something of an event; where there is none yet, the event itself. */
async function ofAnEvent(
	kind: 'event' | 'task' | 'rsvp' | 'tally',
	{ store, records, by, history, random }: Making,
	door: string
): Promise<AnyRecord> {
	const planned = pickOf(await store.list<PlannedEvent>('event'), random);
	if (kind === 'event' || !planned) {
		const when = { start: '2027-07-10T14:00', end: '2027-07-10T18:00', zone: 'Europe/London' };
		return good(records.event.make({ kind: 'street_party', title: 'Street party', when }, by)) as AnyRecord;
	}
	const of = planned._id;
	if (kind === 'task')
		return good(
			records.task.make({ event: of, title: history.newValue(), due: { days: -42 } }, by)
		) as AnyRecord;
	if (kind === 'tally')
		return good(records.tally.make({ event: of, of: 'person', amount: 1 }, by)) as AnyRecord;
	// Two phones often ask at the same door.
	const input = { event: of, door, answer: 'yes' as const, people: 1, source: 'door' as const };
	return good(records.rsvp.make(input, by)) as AnyRecord;
}

/** A look at a co-op of the directory or of the group's own, or one that nobody listed. */
async function ofAnAudit(
	kind: 'coop' | 'audit',
	{ store, records, by, history, random }: Making
): Promise<AnyRecord> {
	if (kind === 'coop')
		return good(records.coop.make({ name: history.newValue(), needs: ['food'] }, by)) as AnyRecord;
	const found = random() < 0.5 ? pickOf(await store.list('coop'), random) : undefined;
	// Two phones often look at the same one.
	const of = found?._id ?? 'cuk:R000001';
	const seen = random() < 0.5 ? ('confirmed' as const) : ('gone' as const);
	return good(records.audit.make({ of, seen }, by)) as AnyRecord;
}

/** A block, which two phones often add alike, with a flat. */
export function flats({ records, by, random }: Making, patch: string): AnyRecord[] {
	const address = { patch, number: 60 + 2 * Math.floor(random() * 2), street: 'Toad Lane' };
	const block = good(records.building.make({ ...address, floors: 4, access: 'buzzer' }, by));
	const flat = { ...address, building: block._id, floor: 1, unit: '1' };
	return [block as AnyRecord, good(records.door.make(flat, by)) as AnyRecord];
}

/** What somebody offered at a door, until tomorrow or for most of a year. */
export function aContact(
	{ records, by, history, random }: Making,
	at: { door: string; patch: string }
): AnyRecord {
	const days = random() < 0.4 ? 1 : 300;
	const input = {
		...{ ...at, name: history.newName(), phone: '01706 000000' },
		...{ for: 'call about the street party', agreed: 'You may call me.' },
		expires: new Date(Date.parse(by.at) + days * day).toISOString().slice(0, 10)
	};
	return good(records.contact.make(input, by)) as AnyRecord;
}

export function promise({ records: { commitment, newId }, by }: Making): AnyRecord {
	return {
		...(commitment.sample() as Commitment),
		...{ _id: newId('commitment'), created_by: by.member, created_at: by.at, shared: true, owner: by.member }
	};
}

/** Fields that only who makes the record gives a first value. */
const told: Partial<Record<AnyRecord['type'], string>> = {
	round: 'buddy',
	contact: 'name',
	task: 'title',
	coop: 'name'
};

/** What was meant by making a record. */
export function intentsOf(record: AnyRecord, by: number, acknowledged: boolean): Intent[] {
	const { _id: id, type } = record;
	const made = { by, id, saw: new Set<string>(), acknowledged };
	const field = told[type];
	const value = field && (record as unknown as Record<string, string>)[field];
	return [
		{ ...made, ...(kinds[type].immutable && { body: bodyOf(record) }) },
		...(field && value ? [{ ...made, field, value }] : [])
	];
}
