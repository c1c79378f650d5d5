import { m } from '$lib/i18n';
import {
	bring,
	event,
	rsvp,
	task,
	type AnyRecord,
	type Author,
	type BringInput,
	type RsvpInput,
	type TaskState
} from '$lib/records';
import { changeState, dayAfter, HOME_ZONE } from '$lib/rules';
import { made } from './demo-made.ts';

type By = (person: number, at: Date) => Author;
const DAY = 86_400_000;

/** What is to be done for the demo's party: so many days before or after it, by whom, and how far it is. */
interface DemoTask {
	title: string;
	step: string;
	days: number;
	time?: string;
	state?: TaskState;
	owner?: number;
	note?: string;
}

const tasks = (): DemoTask[] => [
	{ title: m.templates_task_ask_street(), step: 'ask_street', days: -63, state: 'done', owner: 0 },
	{
		...{ title: m.templates_task_council_road(), step: 'council', days: -42, state: 'done', owner: 1 },
		note: m.events_demo_note()
	},
	{ title: m.templates_task_letter(), step: 'letter', days: -35, state: 'doing', owner: 2 },
	{ title: m.templates_task_insurance(), step: 'insurance', days: -35, owner: 1 },
	{ title: m.templates_task_road_signs(), step: 'road_signs', days: -28, owner: 0 },
	{ title: m.templates_task_alcohol(), step: 'alcohol', days: -21, state: 'skipped' },
	{ title: m.templates_task_tables(), step: 'tables', days: -21, state: 'done', owner: 3 },
	{ title: m.templates_task_food(), step: 'food', days: -14 },
	{ title: m.templates_task_power(), step: 'power', days: -14, owner: 0 },
	{ title: m.templates_task_games(), step: 'games', days: -14, owner: 3 },
	{ title: m.templates_task_first_aid(), step: 'first_aid', days: -10 },
	{ title: m.templates_task_wet_plan(), step: 'wet_plan', days: -7, state: 'done' },
	{ title: m.templates_task_cars(), step: 'cars', days: -3 },
	{ title: m.templates_task_close_road(), step: 'set_up', days: 0, time: '13:00' },
	{ title: m.templates_task_clear_road(), step: 'clear_up', days: 0, time: '18:00' },
	{ title: m.templates_task_thanks(), step: 'thanks', days: 3 }
];

const lists = (): Omit<BringInput, 'event'>[] => [
	{ item: m.templates_kit_tables(), sort: 'kit', quantity: 6, who: m.events_demo_joyce() },
	{ item: m.templates_kit_chairs(), sort: 'kit', quantity: 30 },
	{ item: m.templates_kit_road_sign(), sort: 'kit', quantity: 2 },
	{ item: m.templates_role_steward(), sort: 'role', quantity: 2 },
	{ item: m.templates_role_first_aider(), sort: 'role', quantity: 1 },
	{ item: m.events_demo_cake(), sort: 'sweet', quantity: 1, who: m.events_demo_joyce() },
	{ item: m.events_demo_samosas(), sort: 'savoury', quantity: 1, who: m.events_demo_family() },
	{ item: m.events_demo_squash(), sort: 'drink', quantity: 4 }
];

const answers = (): Omit<RsvpInput, 'event' | 'source'>[] => [
	{ answer: 'yes', people: 2, name: m.events_demo_joyce(), needs: { step_free: 1 } },
	{ answer: 'yes', people: 5, name: m.events_demo_family(), needs: { vegetarian: 5, no_nuts: 1 } },
	{ answer: 'maybe', people: 3, name: m.events_demo_corner() }
];

/** A street party a month away, on a Saturday: half planned, some of it late, and the first neighbours have answered. */
export function demoEvents(by: By, people: string[], patch: string, now: Date): AnyRecord[] {
	const founder = by(0, new Date(now.getTime() - 30 * DAY));
	const today = now.toISOString().slice(0, 10);
	const saturday = dayAfter(today, 28 + ((6 - now.getUTCDay() + 7) % 7));
	const party = made(
		event.make(
			{
				kind: 'street_party',
				title: m.events_demo_title(),
				when: { start: `${saturday}T14:00`, end: `${saturday}T18:00`, zone: HOME_ZONE },
				place: m.events_demo_place(),
				about: m.events_demo_about(),
				capacity: 120,
				wet_plan: m.events_demo_wet(),
				roads: [{ patch, street: 'Hope Street' }]
			},
			founder
		)
	);
	const of = { event: party._id };
	const plan = tasks().map(({ days, time, state = 'to_do', owner, ...rest }) => {
		const due = { days, ...(time && { time }) };
		const one = made(
			task.make({ ...of, ...rest, due, ...(owner !== undefined && { owner: people[owner] }) }, founder)
		);
		return state === 'to_do' ? one : { ...one, ...changeState(one, state, party) };
	});
	const wanted = lists().map((one) => made(bring.make({ ...of, ...one }, founder)));
	const coming = answers().map((one) =>
		made(
			rsvp.make(
				{ ...of, ...one, source: 'hand', ...(one.answer === 'yes' && { told: 'place' }) },
				by(2, new Date(now.getTime() - 3 * DAY))
			)
		)
	);
	return [party, ...plan, ...wanted, ...coming];
}
