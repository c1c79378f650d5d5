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
import { codeOf, type ErrorCode } from '$lib/errors';
import { roundKey } from '$lib/rules';
import { device, type DoorRow, type GroupStore } from '$lib/store';
import { Course, isBlocked, slotNow } from './course.ts';
import { detailsOf, nothingNoted, type VisitDetails } from './details.ts';
import { suppressionOf } from './results.ts';
import { resumeRound, type Round, type Way } from './round.ts';

/** What was just done, so that it can be seen and taken back. */
export type Just =
	/** `more`: the other flats of the floor, recorded with the same tap. */
	| { what: 'visit'; row: DoorRow; visit: Visit; more: Visit[]; suppression?: Suppression }
	| { what: 'undone'; row: DoorRow }
	| { what: 'added'; row: DoorRow }
	| { what: 'blocked'; row: DoorRow };

/** A save that takes longer is said to be still going on; in ms. Nearly all take less than a tenth of a second. */
const SLOW_MS = 3_000;

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

/** A walk along a patch: which door is next, what was just done, and every tap that changes it. */
export function startWalk({ store, author, patch, rows, kept, way, from }: WalkStart) {
	const round: Round = $state(resumeRound(kept, newUlid(), way));
	const course = new Course(rows, round.id, round.skipped);
	course.lay(round.way, round.down);
	let door = $state.raw<DoorRow>();
	let just = $state.raw<Just>();
	let details = $state.raw<VisitDetails>(nothingNoted());
	let counts = $state.raw(course.count());
	let over = $state(false);
	let trouble = $state<ErrorCode>();
	let saving: Promise<boolean> | undefined;
	/** What is being said of visits that were made: whatever is done next comes after it, and is not let fall for it. */
	let amending: Promise<unknown> = Promise.resolve();
	/** What could not be saved of what was said of a visit: it is saved with what is said of it next. */
	let unsaid: { of: Visit; more: Partial<VisitDetails>; when: When | undefined } | undefined;
	/** Visits that others have taken the place of, by their ids. */
	const amended: Record<string, Visit> = {};
	/** What there was no room for; done as soon as there is. */
	let waiting: (() => Promise<void>) | undefined;

	function stand(at: DoorRow | undefined) {
		if (at?.id !== door?.id) details = nothingNoted();
		over = false;
		door = at;
		keep();
	}

	/** Remembers where the walk is. Losing this costs a tap, never a record, so a failure is let pass. */
	function keep() {
		Object.assign(round, { moved_at: author().at, door: door?.id, skipped: course.skipped, details });
		device.setSetting(roundKey(store.id, patch), $state.snapshot(round)).catch(() => {});
	}

	function learn(row: DoorRow) {
		course.learn([row]);
		if (door?.id === row.id) door = row;
		counts = course.count();
	}

	/** Runs one save at a time; `false` when nothing was saved. */
	async function save(write: () => Promise<void>): Promise<boolean> {
		return saving ? false : await (saving = saveNow(write));
	}

	async function saveNow(write: () => Promise<void>): Promise<boolean> {
		trouble = waiting = undefined;
		const slow = setTimeout(() => (trouble = 'still_saving'), SLOW_MS);
		try {
			await write();
			trouble = undefined;
			return true;
		} catch (error) {
			trouble = codeOf(error);
			if (trouble === 'phone_full') waiting = write;
			return false;
		} finally {
			clearTimeout(slow);
			saving = undefined;
		}
	}

	const retry = () => (waiting ? save(waiting) : undefined);

	/** What was recorded is saved by then; should reading the door again fail, the next reading brings the same. */
	const letPass = () => undefined;
	const reread = async (id: string) => {
		const row = await store.door(id);
		if (row) learn(row);
		return row;
	};

	function makeVisit(row: DoorRow, result: Result, noted: VisitDetails, when?: Visit['come_back']): Visit {
		const who = author();
		const made = visit.make(
			{
				door: row.id,
				patch,
				round: round.id,
				at: who.at,
				slot: slotNow(),
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
	const record = (result: Result) => door && recordAt(door, [], result);

	/** Nobody in at any flat of this floor that is left: one visit each, saved as one. */
	function restOfFloor() {
		const left = door ? course.floorOf(door) : [];
		const row = left.find(({ id }) => id === door?.id) ?? left[0];
		const others = left.filter((one) => one !== row);
		return row && recordAt(row, others, 'no_answer');
	}

	/** What was noted is of the door being stood at. */
	async function recordAt(row: DoorRow, others: DoorRow[], result: Result) {
		await amending;
		await save(async () => {
			const rows = [row, ...others];
			const made = rows.map((each) =>
				makeVisit(each, result, each.id === door?.id ? details : nothingNoted())
			);
			const [visit, ...more] = made as [Visit, ...Visit[]];
			const kind = suppressionOf(result);
			const block = kind && suppression.make({ door: row.id, patch, kind }, author());
			if (block && !block.ok) throw new Error('suppression');
			await store.put(...made, ...(block ? [block.record] : []));
			just = { what: 'visit', row, visit, more, ...(block && { suppression: block.record }) };
			// The doors' own lines follow from the store; for the count it is enough that this round has been here.
			rows.forEach((each, i) => {
				const { _id, at, created_by: by } = made[i] as Visit;
				const last = { visit: _id, result, at, by, round: round.id };
				learn({ ...each, fold: { ...each.fold, visits: each.fold.visits + 1, last } });
			});
			details = nothingNoted();
			stand(course.following(row.id));
			for (const { id } of rows) reread(id).catch(letPass);
		});
	}

	/** Says when to come back, after *Come back* was tapped. */
	const comeBack = (when: When) => amend({}, when);

	/** Says more of the visit just made: one that says so takes its place. What is said one after another is saved so. */
	async function amend(more: Partial<VisitDetails>, when?: When) {
		const meant = just;
		if (meant?.what !== 'visit') return;
		await (amending = amending.then(async () => {
			while (saving) await saving;
			let last = meant.visit;
			for (let next = amended[last._id]; next; next = amended[last._id]) last = next;
			const before = unsaid?.of === last ? unsaid : undefined;
			const said = { of: last, more: { ...before?.more, ...more }, when: when ?? before?.when };
			unsaid = said;
			await save(async () => {
				const noted = { ...detailsOf(last), ...said.more };
				const made = makeVisit(meant.row, last.result, noted, said.when ?? last.come_back);
				const takes = undo.make({ of: last._id, door: meant.row.id, patch }, author());
				if (!takes.ok) throw new Error('undo');
				await store.put(takes.record, made);
				amended[last._id] = made;
				unsaid = undefined;
				if (just?.what === 'visit' && just.visit === last)
					just = { what: 'visit', row: meant.row, visit: made, more: [] };
				await reread(meant.row.id).catch(letPass);
			});
		}));
	}

	/** Takes back what was just recorded, and goes back to that door. */
	async function takeBack() {
		await amending;
		const last = just;
		if (last?.what !== 'visit') return;
		await save(async () => {
			const who = author();
			const gone = [last.visit, ...last.more, ...(last.suppression ? [last.suppression] : [])];
			const records = gone.map(({ _id: of, door: at }) => {
				const made = undo.make({ of, door: at, patch }, who);
				if (!made.ok) throw new Error('undo');
				return made.record;
			});
			await store.put(...records);
			const row = (await reread(last.row.id).catch(letPass)) ?? last.row;
			await Promise.all(last.more.map((visit) => reread(visit.door).catch(letPass)));
			just = { what: 'undone', row };
			course.unskip(row.id);
			stand(row);
			details = detailsOf(last.visit);
			keep();
		});
	}

	/** What was noted at this door so far; it goes into the visit when a result is tapped. */
	function note(changes: Partial<VisitDetails>) {
		details = { ...details, ...changes };
		keep();
	}

	/** The round ends here; `false`: it goes on. */
	const finish = (now: boolean) => (over = now);

	/** What was just done has been read. */
	const moveOn = () => (just = undefined);

	function skip() {
		if (!door) return;
		course.skip(door.id);
		trouble = undefined;
		stand(course.following(door.id));
	}

	function back() {
		const before = course.previous(door?.id);
		if (!before) return;
		course.unskip(before.id);
		stand(before);
	}

	function unskip() {
		course.unskip();
		stand(course.following(undefined));
	}

	function choose(next: { way: Way; down: boolean }) {
		Object.assign(round, next);
		course.lay(round.way, round.down);
		// Standing at a door of the other side: the first of the chosen side comes next.
		stand(door && course.holds(door.id) ? door : course.following(undefined));
	}

	/** A door that was added on the way: the walk stands at it. */
	function insert(row: DoorRow) {
		learn(row);
		course.lay(round.way, round.down);
		course.unskip(row.id);
		just = { what: 'added', row };
		stand(row);
	}

	/** What other phones have recorded meanwhile. A door that they blocked is left at once. */
	function refresh(fresh: readonly DoorRow[]) {
		if (course.learn(fresh)) course.lay(round.way, round.down);
		counts = course.count();
		const here = course.door(door?.id);
		if (!here || saving) return;
		if (isBlocked(here) && !course.seen(here)) {
			just = { what: 'blocked', row: here };
			stand(course.following(here.id));
		} else door = here;
	}

	const asked = from && rows.find(({ id }) => bareId(id) === from);
	const remembered = course.door(round.door);
	if (asked && !isBlocked(asked)) door = asked;
	else if (remembered && !isBlocked(remembered) && !course.seen(remembered)) door = remembered;
	else door = course.following(round.door);
	if (door && door === remembered && round.details) details = round.details;
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
		/** Ended by hand, with doors left. */
		get over() {
			return over;
		},
		/** The door beside which a missing one is added: this one, or at the end the last. */
		get near() {
			return door ?? just?.row ?? course.previous(undefined);
		},
		/** Which ways of walking there are doors for. */
		get has() {
			return course.has;
		},
		/** The flats that *Rest of this floor* is about. */
		get floor() {
			return door ? course.floorOf(door) : [];
		},
		/** The doors of a street. */
		street: (name: string) => course.street(name),
		retry,
		record,
		restOfFloor,
		comeBack,
		amend,
		takeBack,
		finish,
		moveOn,
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
