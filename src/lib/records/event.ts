/** What the group plans for a day: a party, a swap, a meeting. Its tasks, lists and counts are records of their own. */
import { define } from './define.ts';
import * as f from './fields.ts';
import { newId } from './ids.ts';
import type { Base, Check, KindRule } from './record.ts';

export const EVENT_KINDS = [
	'street_party',
	'clothes_swap',
	'clean_up',
	'meet_up',
	'first_meeting',
	'coop_meeting',
	'talk',
	'other'
] as const;
export const EVENT_STATUSES = ['planned', 'cancelled'] as const;

/** How many doors of its roads an event can leave out. */
export const MOST_LEFT_OUT = 200;

export type EventKind = (typeof EVENT_KINDS)[number];

/**
 * From when until when, by the clocks of a place: `YYYY-MM-DDTHH:MM` twice and an IANA zone. What a clock shows is what
 * was agreed on, whatever becomes of summer time. One value, so that an end never meets another edit's beginning.
 */
export interface When {
	start: string;
	end: string;
	zone: string;
}

/** Houses of a street that an event takes place in front of: all of it, or from one number to another. */
export interface Road {
	/** Patch id. */
	patch: string;
	street: string;
	from?: number;
	to?: number;
}

export interface PlannedEvent extends Base {
	type: 'event';
	kind: EventKind;
	title: string;
	when: When;
	/** In words. */
	place?: string;
	point?: [number, number];
	/** What strangers are told of it. */
	about?: string;
	/** How many people there is room for. */
	capacity?: number;
	status: (typeof EVENT_STATUSES)[number];
	/** It stands in the registry once the community does. */
	shown: boolean;
	/** Anybody may say on its public page that they come. */
	sign_up?: boolean;
	roads?: Road[];
	/** Doors of its roads that are not meant. */
	left_out?: string[];
	/** When the road is closed, by the clock: `HH:MM`. */
	closed?: { from: string; to: string };
	/** Who decides about the road. */
	council?: string;
	/** What is done if it rains. */
	wet_plan?: string;
	/** The words of the letter to neighbours. */
	letter?: string;
	/** The event that it was made from. */
	copy_of?: string;
	/** What it is known by in the calendar that it was taken over from. */
	uid?: string;
}

export type EventInput = Omit<PlannedEvent, keyof Base | 'status' | 'shown'> &
	Partial<Pick<PlannedEvent, 'status' | 'shown'>>;

const clock = f.matching(/^([01]\d|2[0-3]):[0-5]\d$/, 5);
const zone = f.matching(/^[A-Za-z_]{1,20}(\/[A-Za-z_+-]{1,30}){0,2}$/, 60);
const LONGEST_DAYS = 14;

/** A day of the calendar and a time by the clock. */
const moment: Check = (value, field, problems) => {
	const before = problems.length;
	f.matching(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/, 16)(value, field, problems);
	if (problems.length === before) f.day((value as string).slice(0, 10), field, problems);
};

const when: Check = (value, field, problems) => {
	const before = problems.length;
	f.shape({ start: moment, end: moment, zone })(value, field, problems);
	if (problems.length > before) return;
	const { start, end } = value as When;
	if (end <= start) problems.push({ field: `${field}.end`, code: 'contradiction' });
	const days = (Date.parse(end.slice(0, 10)) - Date.parse(start.slice(0, 10))) / 86_400_000;
	if (days > LONGEST_DAYS) problems.push({ field: `${field}.end`, code: 'range', limit: LONGEST_DAYS });
};

const houseNumber = f.optional(f.whole(1, 99_999));

export const eventRule: KindRule<PlannedEvent> = {
	type: 'event',
	schema: 1,
	immutable: false,
	id: f.ULID_PATTERN,
	created: 'fixed',
	fields: {
		kind: f.oneOf(EVENT_KINDS),
		title: f.line(120),
		when,
		place: f.optional(f.line(160)),
		point: f.optional(f.point),
		about: f.optional(f.lines(1000)),
		capacity: f.optional(f.whole(1, 100_000)),
		status: f.oneOf(EVENT_STATUSES),
		shown: f.flag,
		sign_up: f.optional(f.flag),
		roads: f.optional(
			f.list(f.shape({ patch: f.idOf('patch'), street: f.line(120), from: houseNumber, to: houseNumber }), 6)
		),
		left_out: f.optional(f.setOf(f.doorId, MOST_LEFT_OUT)),
		closed: f.optional(f.shape({ from: clock, to: clock })),
		council: f.optional(f.line(120)),
		wet_plan: f.optional(f.lines(400)),
		letter: f.optional(f.lines(2000)),
		copy_of: f.optional(f.idOf('event')),
		uid: f.optional(f.line(200))
	},
	sets: ['left_out'],
	writers: ['organiser', 'volunteer'],
	/** What strangers are told of, or were, is an organiser's to change. */
	allow(who, next, before) {
		if (who.role === 'organiser' || who.role === 'server') return true;
		return !next.shown && (before === undefined || !before.shown) ? true : 'role';
	}
};

export const event = /* @__PURE__ */ define<PlannedEvent, EventInput>(eventRule, {
	begin: (input) => ({
		id: newId('event'),
		fields: { ...input, status: input.status ?? 'planned', shown: input.shown ?? false }
	}),
	personal: ['roads', 'left_out', 'letter', 'council', 'wet_plan', 'copy_of', 'closed', 'uid'],
	publicView: (record) => ({
		kind: record.kind,
		title: record.title,
		when: { start: record.when.start, end: record.when.end, zone: record.when.zone },
		place: record.place,
		point: record.point,
		about: record.about,
		capacity: record.capacity,
		status: record.status,
		sign_up: record.sign_up,
		sequence: changesOf(record)
	}),
	sample: () => ({
		_id: 'event:01k0toad0ane000000000000e1',
		type: 'event',
		schema: 1,
		created_at: '2026-05-20T18:00:00.000Z',
		created_by: 'member:01k0toad0ane000000000000m1',
		kind: 'street_party',
		title: 'Toad Lane street party',
		when: { start: '2026-07-12T14:00', end: '2026-07-12T18:00', zone: 'Europe/London' },
		place: 'Toad Lane, between the chapel and the bridge',
		capacity: 120,
		status: 'planned',
		shown: false,
		roads: [{ patch: 'patch:01k0toad0ane000000000000t1', street: 'Toad Lane' }],
		left_out: ['door:01k0toad0ane000000000000t1:9f86d081884c7d65']
	}),
	variant: () => ({
		kind: 'clothes_swap',
		title: 'Clothes swap',
		when: { start: '2026-10-24T11:00', end: '2026-10-25T15:00', zone: 'Europe/Dublin' },
		place: 'The Old Chapel',
		point: [-2.16, 53.62],
		about: 'Bring what you no longer wear.',
		capacity: 60,
		status: 'cancelled',
		shown: true,
		sign_up: true,
		roads: [{ patch: 'patch:01k0toad0ane000000000000t2', street: 'Yorkshire Street', from: 1, to: 59 }],
		left_out: ['door:01k0toad0ane000000000000t1:3e23e8160039594a'],
		closed: { from: '11:00', to: '19:00' },
		council: 'Rochdale Borough Council',
		wet_plan: 'In the chapel.',
		letter: 'Dear neighbour',
		copy_of: 'event:01k0toad0ane000000000000e0',
		uid: '7c1f0d2e@calendar.example'
	})
});

/** How many changes a record has seen: never falls, and is the same on every phone (the SEQUENCE of RFC 5545, 3.8.7.4). */
export function changesOf({ clock = {} }: Base): number {
	return Object.keys(clock).reduce((sum, device) => sum + (clock[device] as number), 0);
}
