import { nextInOrder, slotOf, walkOrder } from '$lib/rules';
import type { Slot } from '$lib/records';
import type { DoorRow } from '$lib/store';
import type { Way } from './round.ts';

/** The doors of a walk, in its order: one side, both, one after the other, from the low end or the high one. */
export function layOut(rows: readonly DoorRow[], way: Way, down: boolean): DoorRow[] {
	const one = way === 'odd' || way === 'even';
	const chosen = one ? rows.filter(({ side }) => side === way || side === 'none') : rows;
	const ordered = walkOrder(chosen, way === 'both' ? 'both' : 'sides');
	return down ? ordered.reverse() : ordered;
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

	/** `round` is the id that this walk's visits carry, `skipped` the doors passed by without a result. */
	constructor(rows: readonly DoorRow[], round: string, skipped: readonly string[]) {
		this.#doors = new Map(rows.map((row) => [row.id, row]));
		this.#round = round;
		this.#skipped = new Set(skipped);
	}

	get skipped(): string[] {
		return [...this.#skipped];
	}

	lay(way: Way, down: boolean): void {
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

	has(id: string): boolean {
		return this.#order.includes(id);
	}

	/** Whether this round has been at a door. */
	seen({ fold }: DoorRow): boolean {
		return fold.last?.round === this.#round;
	}

	/** The next due door after one, round the end to the beginning; what this round saw or skipped is past. */
	following(after: string | undefined, now: Date = new Date()): DoorRow | undefined {
		const rows = this.#order.flatMap((id) => this.#doors.get(id) ?? []);
		const past = new Set(this.#skipped);
		for (const row of rows) if (this.seen(row)) past.add(row.id);
		return nextInOrder(rows, after, now, past);
	}

	/** The door before one in the order, whatever was recorded there; never a blocked one. */
	previous(before: string | undefined): DoorRow | undefined {
		const from = before === undefined ? this.#order.length : this.#order.indexOf(before);
		const rows = this.#order.slice(0, Math.max(0, from)).flatMap((id) => this.#doors.get(id) ?? []);
		return rows.findLast((row) => !isBlocked(row));
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
