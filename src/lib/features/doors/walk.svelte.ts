import {
	bareId,
	newUlid,
	suppression,
	undo,
	visit,
	type Author,
	type Result,
	type Slot,
	type Suppression,
	type Visit
} from '$lib/records';
import { nextInOrder, slotOf, walkOrder } from '$lib/rules';
import { device, type DoorRow, type GroupStore } from '$lib/store';
import { nothingNoted, type VisitDetails } from './details.ts';
import { suppressionOf } from './results.ts';
import { resumeRound, type Round, type Way } from './round.ts';

/** What was just done, so that it can be seen and taken back. */
export type Just =
	| { what: 'visit'; row: DoorRow; visit: Visit; suppression?: Suppression }
	| { what: 'undone'; row: DoorRow }
	| { what: 'added'; row: DoorRow }
	| { what: 'blocked'; row: DoorRow };

export type When = { slot: Slot } | { date: string };

/** Who walks where; `rows` are the doors of the patch and `kept` what this phone remembers of the last walk. */
export interface WalkStart {
	store: GroupStore;
	author: () => Author;
	patch: string;
	rows: DoorRow[];
	kept: Round | undefined;
	way: Way;
	/** The door to start at. */
	from: string | undefined;
}

/** Where this phone remembers a walk along a patch. */
export const roundKey = (group: string, patch: string) => `walk:${group}:${patch}`;

/** The doors of a walk, in its order: one side, both, one after the other, up or down. */
export function layOut(rows: readonly DoorRow[], way: Way, down: boolean): DoorRow[] {
	const chosen =
		way === 'odd' || way === 'even' ? rows.filter(({ side }) => side === way || side === 'none') : [...rows];
	const ordered = walkOrder(chosen, way === 'both' ? 'both' : 'sides');
	return down ? ordered.reverse() : ordered;
}

/** A walk along a patch: which door is next, what was just done, and every tap that changes it. */
export function startWalk({ store, author, patch, rows, kept, way, from }: WalkStart) {
	const round: Round = $state(resumeRound(kept, new Date(), newUlid(), way));
	const skipped = new Set(round.skipped);
	const folds = new Map(rows.map((row) => [row.id, row]));
	let all = $state.raw(rows);
	let order = $derived(layOut(all, round.way, round.down).map(({ id }) => id));
	let door = $state.raw<DoorRow>();
	let just = $state.raw<Just>();
	let details = $state.raw<VisitDetails>(round.details ?? nothingNoted());
	let busy = false;
	let trouble = $state(false);
	let counts = $state.raw(count());

	function count() {
		let once = 0;
		let now = 0;
		for (const { fold } of folds.values()) {
			if (fold.visits > 0) once += 1;
			if (fold.last?.round === round.id) now += 1;
		}
		return { once, now, all: folds.size };
	}

	const blocked = (row: DoorRow) => row.fold.state === 'blocked' || row.fold.state === 'sign';

	/** The next due door after one, round the end to the beginning; what this round has seen to or skipped is past. */
	function following(after: string | undefined): DoorRow | undefined {
		const rows = order.flatMap((id) => folds.get(id) ?? []);
		const past = new Set(skipped);
		for (const { id, fold } of rows) if (fold.last?.round === round.id) past.add(id);
		return nextInOrder(rows, after, new Date(), past);
	}

	function stand(at: DoorRow | undefined) {
		if (at?.id !== door?.id) details = nothingNoted();
		door = at;
		keep();
	}

	/** Remembers where the walk is. Losing this costs a tap, never a record, so a failure is let pass. */
	function keep() {
		round.moved_at = new Date().toISOString();
		if (door) round.door = door.id;
		else delete round.door;
		round.skipped = [...skipped];
		round.details = details;
		device.setSetting(roundKey(store.id, patch), $state.snapshot(round)).catch(() => {});
	}

	function learn(row: DoorRow) {
		folds.set(row.id, row);
		if (door?.id === row.id) door = row;
		counts = count();
	}

	/** Runs one save at a time; `false` when nothing was saved. */
	async function save(write: () => Promise<void>): Promise<boolean> {
		if (busy) return false;
		busy = true;
		trouble = false;
		try {
			await write();
			return true;
		} catch {
			trouble = true;
			return false;
		} finally {
			busy = false;
		}
	}

	const reread = async (id: string) => {
		const row = await store.door(id);
		if (row) learn(row);
		return row;
	};

	function makeVisit(row: DoorRow, result: Result, noted: VisitDetails, when?: When): Visit {
		const who = author();
		const made = visit.make(
			{
				door: row.id,
				patch,
				round: round.id,
				at: who.at,
				slot: slotOf(new Date(who.at)),
				result,
				...noted,
				...(when && { come_back: when })
			},
			who
		);
		if (!made.ok)
			throw new Error(`visit: ${made.problems.map(({ field, code }) => `${field} ${code}`).join(', ')}`);
		return made.record;
	}

	/** One tap: saved in one transaction, and the next door is shown when that has happened. */
	async function record(result: Result) {
		const row = door;
		if (!row) return;
		await save(async () => {
			const made = makeVisit(row, result, details);
			const kind = suppressionOf(result);
			const block = kind && suppression.make({ door: row.id, patch, kind }, author());
			if (block && !block.ok) throw new Error('suppression');
			await store.put(...(block ? [made, block.record] : [made]));
			just = { what: 'visit', row, visit: made, ...(block && { suppression: block.record }) };
			// The door's own line follows from the store; for the count it is enough that this round has been here.
			const { at, created_by: by } = made;
			const last = { visit: made._id, result, at, by, round: round.id };
			learn({ ...row, fold: { ...row.fold, visits: row.fold.visits + 1, last } });
			details = nothingNoted();
			stand(following(row.id));
			void reread(row.id);
		});
	}

	/** Says when to come back, after *Come back* was tapped: the visit just made is replaced. */
	async function comeBack(when: When) {
		const last = just;
		if (last?.what !== 'visit') return;
		await save(async () => {
			const { interests = [], offers = [], needs = [], left = [], note = '' } = last.visit;
			const made = makeVisit(last.row, 'come_back', { interests, offers, needs, left, note }, when);
			const takes = undo.make({ of: last.visit._id, door: last.row.id, patch }, author());
			if (!takes.ok) throw new Error('undo');
			await store.put(takes.record, made);
			just = { what: 'visit', row: last.row, visit: made };
			await reread(last.row.id);
		});
	}

	/** Takes back what was just recorded, and goes back to that door. */
	async function takeBack() {
		const last = just;
		if (last?.what !== 'visit') return;
		await save(async () => {
			const who = author();
			const ids = [last.visit._id, ...(last.suppression ? [last.suppression._id] : [])];
			const records = ids.map((of) => {
				const made = undo.make({ of, door: last.row.id, patch }, who);
				if (!made.ok) throw new Error('undo');
				return made.record;
			});
			await store.put(...records);
			const row = (await reread(last.row.id)) ?? last.row;
			just = { what: 'undone', row };
			skipped.delete(row.id);
			stand(row);
			const { interests = [], offers = [], needs = [], left = [], note = '' } = last.visit;
			details = { interests, offers, needs, left, note };
			keep();
		});
	}

	/** What was noted at this door so far; it goes into the visit when a result is tapped. */
	function note(changes: Partial<VisitDetails>) {
		details = { ...details, ...changes };
		keep();
	}

	function skip() {
		if (!door) return;
		skipped.add(door.id);
		trouble = false;
		stand(following(door.id));
	}

	/** The door before this one in the order, whatever was recorded there; never a blocked one. */
	function back() {
		const from = door ? order.indexOf(door.id) : order.length;
		for (let at = from - 1; at >= 0; at--) {
			const row = folds.get(order[at] ?? '');
			if (!row || blocked(row)) continue;
			skipped.delete(row.id);
			return stand(row);
		}
	}

	function unskip() {
		skipped.clear();
		stand(following(undefined));
	}

	function choose(next: { way: Way; down: boolean }) {
		round.way = next.way;
		round.down = next.down;
		// Standing at a door of the other side: the first of the chosen side comes next.
		stand(door && order.includes(door.id) ? door : following(undefined));
	}

	/** A door that was added on the way: the walk stands at it. */
	function insert(row: DoorRow) {
		folds.set(row.id, row);
		all = [...folds.values()];
		counts = count();
		just = { what: 'added', row };
		skipped.delete(row.id);
		stand(row);
	}

	/** What other phones have recorded meanwhile. A door that they blocked is left at once. */
	function refresh(fresh: readonly DoorRow[]) {
		const known = folds.size;
		for (const row of fresh) folds.set(row.id, row);
		if (folds.size !== known) all = [...folds.values()];
		counts = count();
		const here = door && folds.get(door.id);
		if (!here || busy) return;
		if (blocked(here) && here.fold.last?.round !== round.id) {
			just = { what: 'blocked', row: here };
			stand(following(here.id));
		} else door = here;
	}

	const asked = from && [...folds.values()].find(({ id }) => bareId(id) === from);
	const remembered = round.door ? folds.get(round.door) : undefined;
	const stay = remembered && !blocked(remembered) && remembered.fold.last?.round !== round.id;
	const noted = stay && !asked ? details : nothingNoted();
	door = asked && !blocked(asked) ? asked : stay ? remembered : following(round.door);
	details = noted;
	keep();

	return {
		get door() {
			return door;
		},
		get just() {
			return just;
		},
		get counts() {
			return counts;
		},
		get details() {
			return details;
		},
		get trouble() {
			return trouble;
		},
		get round(): Readonly<Round> {
			return round;
		},
		/** The doors of the street being stood in. */
		street: () => [...folds.values()].filter(({ street }) => street === door?.street),
		record,
		comeBack,
		takeBack,
		skip,
		back,
		unskip,
		choose,
		insert,
		refresh,
		note
	};
}

export type Walk = ReturnType<typeof startWalk>;
