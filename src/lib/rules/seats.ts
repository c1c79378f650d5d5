/** Who has a place at an event and who waits for one: the same on every phone, whatever each had told people. */
import { isErased, RSVP_NEEDS, type Rsvp, type RsvpNeed } from '../records/index.ts';

export interface Seats {
	/** People with a place. */
	coming: number;
	/** Their answers, in the order in which they were given. */
	placed: Rsvp[];
	/** In the order in which they get what falls free. */
	waiting: Rsvp[];
	/** Those of `waiting` who were told that there was room: two phones gave away the same place. */
	promised: Rsvp[];
	/** People who say maybe: no place is kept for them. */
	maybe: number;
	/** How many more there is room for; undefined = no limit. */
	left?: number;
}

/** When somebody last gave another answer than before: whoever comes back after a no stands behind those who came first. */
const answeredAt = ({ dots, created_at }: Rsvp): string => {
	const at = dots?.['answer']?.[2];
	return typeof at === 'string' ? at : created_at;
};

/**
 * Gives out the places in the order in which people answered, a household whole or not at all; a smaller one further down
 * takes what a larger one can't. `capacity` undefined = room for all.
 */
export function seats(rsvps: readonly Rsvp[], capacity?: number): Seats {
	const inOrder = [...rsvps].sort((a, b) =>
		`${answeredAt(a)} ${a._id}` < `${answeredAt(b)} ${b._id}` ? -1 : 1
	);
	const [placed, waiting]: [Rsvp[], Rsvp[]] = [[], []];
	let coming = 0;
	for (const one of inOrder) {
		if (one.answer !== 'yes') continue;
		const fits = capacity === undefined || coming + one.people <= capacity;
		if (fits) coming += one.people;
		(fits ? placed : waiting).push(one);
	}
	return {
		...{ coming, placed, waiting },
		promised: waiting.filter(({ told }) => told === 'place'),
		maybe: sum(inOrder.filter(({ answer }) => answer === 'maybe')),
		...(capacity !== undefined && { left: capacity - coming })
	};
}

const sum = (rsvps: readonly Rsvp[]) => rsvps.reduce((all, { people }) => all + people, 0);

/**
 * What to tell people who would be so many: whether there is room as far as this phone knows. `before` is what they had
 * answered, where they did.
 */
export function whatToTell(
	rsvps: readonly Rsvp[],
	capacity: number | undefined,
	people: number,
	before?: Rsvp
): 'place' | 'waiting' {
	const others = rsvps.filter(({ _id }) => _id !== before?._id);
	if (before?.answer === 'yes') {
		const changed = { ...before, people };
		return seats([...others, changed], capacity).placed.includes(changed) ? 'place' : 'waiting';
	}
	const { left } = seats(others, capacity);
	return left === undefined || people <= left ? 'place' : 'waiting';
}

/** How many of those with a place need what: never more of one need than people, and no word of whom. */
export function needsOf(placed: readonly Rsvp[]): [need: RsvpNeed, people: number][] {
	return RSVP_NEEDS.flatMap((need): [RsvpNeed, number][] => {
		const people = placed.reduce((all, one) => all + Math.min(one.needs?.[need] ?? 0, one.people), 0);
		return people > 0 ? [[need, people]] : [];
	});
}

/**
 * How many more people an answer may come to without taking a place from whoever has one; undefined = no limit. One that
 * waits may be as many as they are.
 */
export function roomFor(
	rsvps: readonly Rsvp[],
	capacity: number | undefined,
	id?: string
): number | undefined {
	const { left, placed, waiting } = seats(rsvps, capacity);
	if (left === undefined || waiting.some(({ _id }) => _id === id)) return undefined;
	return left + (placed.find(({ _id }) => _id === id)?.people ?? 0);
}

/** As many places as it takes that all have one who were told so. */
export function roomForPromised(rsvps: readonly Rsvp[], capacity: number): number {
	for (let enough = capacity; ;) {
		const { coming, waiting, promised } = seats(rsvps, enough);
		const last = promised.at(-1);
		if (!last) return enough;
		enough = coming + sum(waiting.slice(0, waiting.indexOf(last) + 1));
	}
}

/** Answers to an event with a name, a door or a note: due to be erased down to their numbers once it is over. */
export function namesToErase(rsvps: readonly Rsvp[], event: string): Rsvp[] {
	const says = ({ name, door, note }: Rsvp) => (name ?? door ?? note) !== undefined;
	return rsvps.filter((one) => one.event === event && !isErased(one) && says(one));
}
