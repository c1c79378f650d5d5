import { isDue, nearestDue, nextInBlock, nextInOrder, slotOf, walkOrder } from '$lib/rules';
import type { Slot } from '$lib/records';
import type { DoorRow } from '$lib/store';
import type { Way } from './round.ts';

/**
 * The doors of a walk, in its order: one side, both, one after the other, flats from the top floor down; from the low end
 * or the high one. What is nearest is found on the way, among doors as they are listed.
 */
export function layOut(rows: readonly DoorRow[], way: Way, down: boolean): DoorRow[] {
	const one = way === 'odd' || way === 'even';
	const chosen = one ? rows.filter(({ side }) => side === way || side === 'none') : rows;
	const ordered = walkOrder(chosen, way === 'nearest' ? 'list' : one ? 'sides' : way);
	return down && way !== 'nearest' ? ordered.reverse() : ordered;
}

/** Whether a door is never walked to. */
export function isBlocked({ fold }: DoorRow): boolean {
	return fold.state === 'blocked' || fold.state === 'sign';
}

/** The time of day in the week, now. */
export const slotNow = (): Slot => slotOf(new Date());

/** How far a walk is: doors of the patch, those visited at least once, those of this round. */
export interface Counts {
	all: number;
	once: number;
	now: number;
}

/** What a walk knows of its patch, in memory: the doors as last read, their order, and what was passed by. */
export class Course {
	readonly #doors: Map<string, DoorRow>;
	readonly #skipped: Set<string>;
	readonly #round: string;
	#order: string[] = [];
	#way: Way = 'sides';

	/** `round` is the id that this walk's visits carry, `skipped` the doors passed by without a result. */
	constructor(rows: readonly DoorRow[], round: string, skipped: readonly string[]) {
		this.#doors = new Map(rows.map((row) => [row.id, row]));
		this.#round = round;
		this.#skipped = new Set(skipped);
	}

	get skipped(): string[] {
		return [...this.#skipped];
	}

	/** Whether there are doors that can be near one another, and flats on floors: what some ways of walking need. */
	get has(): { places: boolean; floors: boolean } {
		const rows = [...this.#doors.values()];
		return {
			places: rows.some(({ point }) => point !== undefined),
			floors: rows.some(({ floor }) => floor !== undefined)
		};
	}

	lay(way: Way, down: boolean): void {
		this.#way = way;
		this.#order = layOut([...this.#doors.values()], way, down).map(({ id }) => id);
	}

	/** Takes in doors as they are now; `true` when there was one that was not known. */
	learn(rows: readonly DoorRow[]): boolean {
		const known = this.#doors.size;
		for (const row of rows) this.#doors.set(row.id, row);
		return this.#doors.size > known;
	}

	door(id: string | undefined): DoorRow | undefined {
		return id === undefined ? undefined : this.#doors.get(id);
	}

	holds(id: string): boolean {
		return this.#order.includes(id);
	}

	/** Whether this round has been at a door. */
	seen({ fold }: DoorRow): boolean {
		return fold.last?.round === this.#round;
	}

	/**
	 * The next due door after one, in its block of flats first, then round the end to the beginning; what this round saw or
	 * skipped is past.
	 */
	following(after: string | undefined, now: Date = new Date()): DoorRow | undefined {
		const rows = this.#order.flatMap((id) => this.#doors.get(id) ?? []);
		const past = new Set(this.#skipped);
		for (const row of rows) if (this.seen(row)) past.add(row.id);
		const here = this.door(after);
		const flat = nextInBlock(rows, here, now, past);
		if (flat) return flat;
		const from = this.#way === 'nearest' ? here?.point : undefined;
		return from ? nearestDue(rows, from, after, now, past) : nextInOrder(rows, after, now, past);
	}

	/** The flats of this one's floor that are still to be walked to, itself among them; none where it is no flat. */
	floorOf({ building, floor }: DoorRow, now: Date = new Date()): DoorRow[] {
		if (building === undefined || floor === undefined) return [];
		const flats = [...this.#doors.values()].filter(
			(row) => row.building === building && row.floor === floor && isDue(row.fold, now) && !this.seen(row)
		);
		return walkOrder(flats, 'list');
	}

	/** The door before one in the order, or the one that was last walked to; never a blocked one. */
	previous(before: string | undefined): DoorRow | undefined {
		if (this.#way === 'nearest') return this.#walkedBefore(before);
		const from = before === undefined ? this.#order.length : this.#order.indexOf(before);
		const rows = this.#order.slice(0, Math.max(0, from)).flatMap((id) => this.#doors.get(id) ?? []);
		return rows.findLast((row) => !isBlocked(row));
	}

	#walkedBefore(before: string | undefined): DoorRow | undefined {
		const at = ({ fold }: DoorRow) => fold.last?.at ?? '';
		const here = this.door(before);
		const until = here && this.seen(here) ? at(here) : '\uffff';
		return [...this.#doors.values()]
			.filter((row) => this.seen(row) && !isBlocked(row) && row.id !== before && at(row) < until)
			.sort((a, b) => (at(a) < at(b) ? -1 : 1))
			.at(-1);
	}

	skip(id: string): void {
		this.#skipped.add(id);
	}

	/** Takes one door, or all, back among those to be walked to. */
	unskip(id?: string): void {
		if (id === undefined) this.#skipped.clear();
		else this.#skipped.delete(id);
	}

	street(name: string): DoorRow[] {
		return [...this.#doors.values()].filter(({ street }) => street === name);
	}

	count(): Counts {
		const counts = { all: this.#doors.size, once: 0, now: 0 };
		for (const row of this.#doors.values()) {
			if (row.fold.visits > 0) counts.once += 1;
			if (this.seen(row)) counts.now += 1;
		}
		return counts;
	}
}
