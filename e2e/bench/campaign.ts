/**
 * A believable campaign of any size: one community, patches of 125 doors on three streets, visits to the doors of the
 * first three quarters of the patches, some suppressions, undos, commitments and progress. The rest of the patches is
 * still to be walked. It is the same each time but for the ids.
 */
import {
	commitment,
	community,
	door,
	editRecord,
	member,
	patch,
	progress,
	suppression,
	undo,
	visit,
	type AnyRecord,
	type Author,
	type Door,
	type Made,
	type Patch,
	type Visit
} from '../../src/lib/records/index.ts';

const DOORS_A_PATCH = 125;
const TREES = 'Alder Birch Cedar Elm Hazel Juniper Laurel Maple Oak Rowan Willow Yew'.split(' ');
const WAYS = 'Street Road Lane Avenue Close Terrace Drive Grove'.split(' ');
const WORDS =
	'left a card friendly busy wants the repair cafe evening asked about the food club dog later'.split(' ');
const RESULTS = ['no_answer', 'no_answer', 'no_answer', 'talked', 'talked', 'come_back', 'not_now'] as const;
const START = Date.UTC(2026, 4, 1, 17);

export interface Campaign {
	records: AnyRecord[];
	/** Those of `records` that were edited once since they were made, by id: what they were before. */
	before: Map<string, AnyRecord>;
	/** Ids of the patches nobody has walked yet. */
	unwalked: string[];
	/** Id of a patch that was walked a lot: the list that is opened first. */
	walked: string;
}

/** Who writes in a campaign: one member with four phones, every 20 seconds; and the dice of it all. */
function startWriting(by: string) {
	let state = 7;
	let clock = START;
	const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
	return {
		random,
		pick: <T>(items: readonly T[]) => items[Math.floor(random() * items.length)]!,
		author(): Author {
			clock += 20_000;
			return { member: by, device: `phone${Math.floor(random() * 4)}`, at: new Date(clock).toISOString() };
		}
	};
}
type Writing = ReturnType<typeof startWriting>;

function made<R>(result: Made<R>): R {
	if (result.ok) return result.record;
	throw new Error(`A bench record is wrong: ${JSON.stringify(result.problems)}`);
}

const street = (index: number) =>
	`${TREES[index % TREES.length]} ${WAYS[Math.floor(index / TREES.length) % WAYS.length]}`;

function makeDoors(of: Patch, index: number, { author }: Writing): Door[] {
	return Array.from({ length: DOORS_A_PATCH }, (_, at) => {
		const address = {
			number: Math.floor(at / 3) + 1,
			street: street(index * 3 + (at % 3)),
			locality: 'Newtown'
		};
		const postcode = `NT${1 + (index % 20)} ${1 + (at % 9)}AB`;
		const point: [number, number] = [-0.2 + index * 0.004, 51.4 + at * 0.0001];
		return made(door.make({ ...address, patch: of._id, postcode, point, source: 'csv' }, author()));
	});
}

function makeCommitments(count: number, { author, pick }: Writing) {
	return Array.from({ length: count }, (_, index) => {
		const area = index % 2 ? 'enterprise' : 'action';
		const input = {
			area,
			title: `${pick(TREES)} ${area === 'action' ? 'repair cafe' : 'food co-op'}`,
			difference: 'Neighbours know each other and less is thrown away',
			measure: { label: 'Cafes held', unit: 'cafes', kind: 'count', adds: 'sum', better: 'up' },
			baseline: { value: 0, at: '2026-05-01T09:00:00.000Z' },
			target: { value: 400, by: '2027-05-01' }
		} as const;
		return made(commitment.make(input, author()));
	});
}

/** A visit as the walk screen makes it. */
export function makeVisit(
	at: { _id: string; patch: string },
	author: Author,
	result: Visit['result'] = 'no_answer',
	note?: string
): Visit {
	const input = { door: at._id, patch: at.patch, slot: 'weekday_evening', result, note } as const;
	return made(visit.make(input, author));
}

/** A patch with its doors. */
export function makePatch(author: Author): [Patch, ...Door[]] {
	const area = made(patch.make({ name: 'Around the corner', walk_order: 'sides' }, author));
	const doors = Array.from({ length: DOORS_A_PATCH }, (_, at) =>
		made(door.make({ patch: area._id, number: at + 1, street: street(0), source: 'csv' }, author))
	);
	return [area, ...doors];
}

/** What came of knocking: `count` visits, one in a hundred of them taken back. */
function makeVisits(count: number, doors: readonly Door[], { author, pick, random }: Writing): AnyRecord[] {
	const visits: AnyRecord[] = [];
	while (visits.length < count) {
		const at = pick(doors);
		const note = random() < 0.3 ? WORDS.slice(0, 3 + Math.floor(random() * 12)).join(' ') : undefined;
		const seen = makeVisit(at, author(), pick(RESULTS), note);
		visits.push(seen);
		if (visits.length < count && random() < 0.01)
			visits.push(made(undo.make({ of: seen._id, door: at._id, patch: at.patch }, author())));
	}
	return visits;
}

const PROMISED = 200;

/** A group with 200 commitments, half of them fed by the doors, and `feeding` entries and visits that move them. */
export function makePromises(group: string, by: string, feeding: number): Campaign {
	const writing = startWriting(by);
	const { author, pick } = writing;
	const [of, ...doors] = makePatch(author());
	const commitments = makeCommitments(PROMISED, writing).map((one, index) =>
		index % 2 ? one : { ...one, measure: { ...one.measure, fed_by: 'doors' as const } }
	);
	const half = Math.ceil(feeding / 2);
	const records: AnyRecord[] = [
		made(community.make({ group, name: 'Newtown Together', kind: 'town', tags: [] }, author())),
		made(member.make({ id: by, name: 'Ada', role: 'organiser' }, author())),
		of,
		...doors,
		...commitments,
		...Array.from({ length: half }, () =>
			made(progress.make({ commitment: pick(commitments)._id, change: 1 }, author()))
		),
		...makeVisits(feeding - half, doors, writing)
	];
	return { records, before: new Map(), unwalked: [], walked: of._id };
}

/** `total` records of a group, written by one member; a tenth of them, all doors, were edited once. */
export function makeCampaign(group: string, by: string, total: number): Campaign {
	const writing = startWriting(by);
	const { author, pick } = writing;
	const patches = Array.from(
		{ length: Math.max(4, Math.round((total * 0.45) / DOORS_A_PATCH)) },
		(_, index) => made(patch.make({ name: `${street(index * 3)} and around`, walk_order: 'sides' }, author()))
	);
	const unwalked = patches.slice(Math.floor(patches.length * 0.75)).map(({ _id }) => _id);
	const doors = patches.flatMap((of, index) => makeDoors(of, index, writing));
	const walked = doors.slice(0, (patches.length - unwalked.length) * DOORS_A_PATCH);
	const commitments = makeCommitments(20, writing);
	const fiftieth = Array.from({ length: Math.round(total / 50) }, (_, index) => index);
	const records: AnyRecord[] = [
		made(
			community.make({ group, name: 'Newtown Together', kind: 'town', tags: ['repair', 'food'] }, author())
		),
		made(member.make({ id: by, name: 'Ada', role: 'organiser' }, author())),
		...patches,
		...doors,
		...commitments,
		...fiftieth.map(() => made(progress.make({ commitment: pick(commitments)._id, change: 1 }, author()))),
		...fiftieth.map((index) => {
			const { _id, patch } = walked[(index * 7) % walked.length]!;
			return made(suppression.make({ door: _id, patch, kind: 'do_not_knock' }, author()));
		})
	];
	records.push(...makeVisits(total - records.length, walked, writing));

	const before = new Map(doors.slice(0, total / 10).map((old) => [old._id, old]));
	const now = records.map((record) =>
		before.has(record._id) ? editRecord(record, { postcode: 'NT1 1AA' }, author()) : record
	);
	return { records: now, before, unwalked, walked: patches[0]!._id };
}
