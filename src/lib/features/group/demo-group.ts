import { m } from '$lib/i18n';
import {
	commitment,
	community,
	door,
	member,
	newGroupId,
	newId,
	newUlid,
	patch,
	progress,
	suppression,
	visit,
	type AnyRecord,
	type Author,
	type Commitment,
	type CommitmentInput
} from '$lib/records';
import { slotOf } from '$lib/rules';
import { device, openGroup, type DeviceGroup } from '$lib/store';
import { demoAudit } from './demo-audit.ts';
import { demoEvents } from './demo-events.ts';
import { made } from './demo-made.ts';
import { DEMO_PATCHES, DEMO_PEOPLE, RESULT_OF, type DemoPatch } from './demo-streets.ts';
import { newDeviceSecret } from './invite.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Opens the demo group of this phone, made when there is none. Answers its id; rejects when it can't be saved. */
export async function openDemo(): Promise<string> {
	const known = (await device.groups()).find((group) => group.state === 'demo');
	const entry = known ?? newDemo();
	if (!known) await device.saveGroup(entry);
	const store = await openGroup(entry.id);
	// One that was interrupted while it was made is finished.
	if (!(await store.get(`community:${entry.id}`))) {
		const others = DEMO_PEOPLE.slice(1).map(() => newId('member'));
		await store.put(...demoRecords(entry.id, [entry.member, ...others], new Date()));
	}
	return entry.id;
}

function newDemo(): DeviceGroup {
	const [self] = DEMO_PEOPLE;
	return {
		id: newGroupId(),
		name: m.group_demo_name(),
		member: newId('member'),
		member_name: self.name,
		role: self.role,
		secret: newDeviceSecret(),
		state: 'demo',
		added_at: new Date().toISOString()
	};
}

/** A believable group about a month into its work: every record made as the app makes them, and none sent. */
export function demoRecords(gid: string, people: string[], now: Date): AnyRecord[] {
	const by = (person: number, at: Date): Author => ({
		member: people[person] ?? 'server',
		device: 'demo',
		at: at.toISOString()
	});
	const start = daysFrom(now, -35);
	const founder = by(0, start);
	const group = made(
		community.make(
			{
				group: gid,
				name: m.group_demo_name(),
				kind: 'neighbourhood',
				about: m.group_demo_about(),
				place: 'Rochdale',
				point: [-2.16, 53.62],
				tags: m.group_demo_tags().split(', '),
				status: 'registered'
			},
			founder
		)
	);
	const members = DEMO_PEOPLE.map(({ name, role }, i) =>
		made(member.make({ id: people[i], name, role }, by(i, daysFrom(start, i))))
	);
	const patches = DEMO_PATCHES.flatMap((each) => patchRecords(each, by, start, now));
	const road = patches.find((record) => record.type === 'patch')?._id ?? '';
	const events = demoEvents(by, people, road, now);
	const audit = demoAudit(by, now);
	return [group, ...members, ...patches, ...commitmentRecords(by, start, now), ...events, ...audit];
}

type By = (person: number, at: Date) => Author;

function patchRecords(demo: DemoPatch, by: By, start: Date, now: Date): AnyRecord[] {
	const author = by(0, start);
	const streets = [...new Set(demo.doors.map((each) => each.street))];
	const area = made(patch.make({ name: demo.name, streets }, author));
	const doors = demo.doors.map((each) => made(door.make({ ...each, patch: area._id }, author)));
	const calls = demo.walks.flatMap((walk) => {
		const round = newUlid();
		const from = walkStart(now, walk);
		return [...walk.went].flatMap((letter, i): AnyRecord[] => {
			const result = RESULT_OF[letter];
			const at = new Date(from.getTime() + i * 4 * MINUTE);
			const to = doors[i];
			if (!result || !to || at > now) return [];
			const who = by(walk.by, at);
			const called = made(
				visit.make(
					{
						door: to._id,
						patch: area._id,
						round,
						at: who.at,
						slot: slotOf(at),
						result,
						...detailsOf(result, i)
					},
					who
				)
			);
			if (result !== 'do_not_knock' && result !== 'no_cold_callers') return [called];
			return [called, made(suppression.make({ door: to._id, patch: area._id, kind: result }, who))];
		});
	});
	return [area, ...doors, ...calls];
}

const INTERESTS = [['food'], ['energy', 'food'], ['street_party'], ['repair', 'growing'], ['childcare']];

function detailsOf(result: string, i: number) {
	if (result === 'talked') {
		return {
			left: ['card' as const],
			interests: INTERESTS[i % INTERESTS.length] ?? [],
			...(i % 4 === 0 && { offers: ['tools'] }),
			...(i % 7 === 1 && { note: m.group_demo_note() })
		};
	}
	if (result === 'come_back') return { come_back: { slot: 'saturday' as const } };
	if (result === 'not_a_home') return { not_a_home: 'business' as const };
	return result === 'no_answer' && i % 2 === 0 ? { left: ['card' as const] } : {};
}

function commitmentRecords(by: By, start: Date, now: Date): AnyRecord[] {
	const author = by(0, start);
	const count = (label: string, unit: string): Commitment['measure'] => ({
		label,
		unit,
		kind: 'count',
		adds: 'latest',
		better: 'up'
	});
	const promise = (input: Omit<CommitmentInput, 'baseline' | 'target'>, goal: number, weeks: number) =>
		made(
			commitment.make(
				{
					...input,
					baseline: { value: 0, at: author.at },
					target: {
						value: goal,
						by: daysFrom(now, weeks * 7)
							.toISOString()
							.slice(0, 10)
					}
				},
				author
			)
		);
	const knock = promise(
		{
			area: 'action',
			title: m.group_demo_knock_title(),
			difference: m.group_demo_knock_difference(),
			measure: {
				...count(m.group_demo_knock_label(), m.group_demo_knock_unit()),
				adds: 'sum',
				fed_by: 'doors'
			}
		},
		90,
		3
	);
	const order = promise(
		{
			area: 'enterprise',
			title: m.group_demo_order_title(),
			difference: m.group_demo_order_difference(),
			measure: count(m.group_demo_order_label(), m.group_demo_households())
		},
		20,
		8
	);
	const swap = promise(
		{
			area: 'action',
			title: m.group_demo_swap_title(),
			difference: m.group_demo_swap_difference(),
			measure: count(m.group_demo_swap_label(), m.group_demo_households())
		},
		25,
		2
	);
	const log = (of: Commitment, person: number, days: number, value: number) =>
		made(progress.make({ commitment: of._id, value }, by(person, daysFrom(now, -days))));
	return [
		knock,
		order,
		swap,
		log(order, 1, 28, 4),
		log(order, 1, 14, 7),
		log(order, 2, 3, 9),
		log(swap, 3, 20, 3),
		log(swap, 3, 6, 8)
	];
}

/** The walk's day: that weekday, so many weeks ago, and never today or later. */
function walkStart(now: Date, { weeks, weekday, hour }: DemoPatch['walks'][number]): Date {
	const back = ((now.getDay() - weekday + 6) % 7) + 1 + weeks * 7;
	const day = daysFrom(now, -back);
	day.setHours(hour, 0, 0, 0);
	return day;
}

function daysFrom(date: Date, days: number): Date {
	return new Date(date.getTime() + days * DAY);
}
