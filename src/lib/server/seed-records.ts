import {
	commitment,
	community,
	event,
	listing,
	progress,
	type AnyRecord,
	type Author,
	type Commitment,
	type CommitmentInput,
	type EventInput,
	type Made,
	type Progress
} from '../records/index.ts';
import { dayAfter, HOME_ZONE, makeListing } from '../rules/index.ts';

export const DEMO_NAME = 'Hebbleford Action Group (demo)';

const DAY = 86_400_000;

/** A promise, what it stood at on which day of the last 120, and what was said then. */
interface Story {
	promise: Omit<CommitmentInput, 'baseline' | 'target' | 'shared'>;
	from: number;
	to: number;
	log: [daysAgo: number, value: number, note: string][];
}

const STORIES: Story[] = [
	{
		promise: {
			area: 'action',
			title: 'Meet every household between the canal and Foundry Street',
			difference: 'Nobody on these nine streets can say that no neighbour has ever knocked.',
			measure: { label: 'Doors knocked', unit: 'doors', kind: 'count', adds: 'latest', better: 'up' },
			principles: [5, 7]
		},
		from: 0,
		to: 640,
		log: [
			[98, 42, 'First Saturday out, Canal Row and half of Wharf Street. Rain after two.'],
			[84, 131, 'Both sides of Foundry Street. Eleven people asked about the bulk order.'],
			[63, 238, 'Evening round with the new volunteers.'],
			[42, 327, 'Albert Terrace done, the flats above the shops still to do.'],
			[14, 452, 'The flats: the caretaker let us in and came along.']
		]
	},
	{
		promise: {
			area: 'action',
			title: 'Hold a street meal every month',
			difference: 'People who live alone eat with neighbours at least once a month.',
			measure: { label: 'People at the table', unit: 'people', kind: 'count', adds: 'latest', better: 'up' },
			principles: [7]
		},
		from: 12,
		to: 60,
		log: [
			[90, 18, 'In the chapel hall, because of the wind.'],
			[60, 22, 'Same faces mostly.'],
			[29, 31, 'Posters in the surgery helped.']
		]
	},
	{
		promise: {
			area: 'enterprise',
			title: 'Open a members’ food co-op in the old Co-op on Market Street',
			difference: 'Fresh food within a ten-minute walk, owned by those who eat it.',
			measure: { label: 'Founding members', unit: 'members', kind: 'count', adds: 'latest', better: 'up' },
			principles: [1, 2, 3]
		},
		from: 7,
		to: 150,
		log: [
			[95, 19, 'Public meeting, 54 people came.'],
			[70, 48, 'Rules registered, bank account open.'],
			[35, 96, 'Share offer out. The dairy co-op has agreed to deliver.'],
			[10, 128, 'Keys to the shop on the first of next month.']
		]
	},
	{
		promise: {
			area: 'enterprise',
			title: 'Save households money by ordering dry goods together',
			difference: 'Forty households pay less for what they buy anyway.',
			measure: { label: 'Saved so far', unit: 'pence', kind: 'money', adds: 'latest', better: 'up' },
			principles: [3, 6]
		},
		from: 0,
		to: 240_000,
		log: [
			[75, 21_450, 'First order: 14 households.'],
			[45, 58_300, 'Second order: 22 households.'],
			[12, 90_780, 'Third order: 27 households, one sack of oats went missing.']
		]
	}
];

/** What is planned, on which Saturday, from so many days on, and from when until when. */
const PLANS: {
	plan: Omit<EventInput, 'when' | 'shown'>;
	after: number;
	hours: [from: string, until: string];
}[] = [
	{
		plan: {
			kind: 'street_party',
			title: 'A long table on Foundry Street',
			place: 'Foundry Street, between the chapel and the bridge',
			point: [-1.951, 53.731],
			about:
				'Bring a dish and a chair; the kettle is ours. The road is closed to cars from noon.\n\nIf it rains we are in the chapel hall.',
			capacity: 120
		},
		after: 7,
		hours: ['13:00', '17:00']
	},
	{
		plan: {
			kind: 'clothes_swap',
			title: 'Winter coats: bring one, take one',
			place: 'Chapel hall',
			about: 'Clean and whole, please. What is left over goes to the night shelter.'
		},
		after: 22,
		hours: ['10:30', '12:30']
	}
];

/** All records of the demo group, with its listing last; each check passes or this throws. */
export function demoRecords(group: string, member: string, now: Date): AnyRecord[] {
	const day = (ago: number) => new Date(now.getTime() - ago * DAY).toISOString();
	const by = (ago: number): Author => ({ member, device: 'seed', at: day(ago) });
	const home = sound(
		community.make(
			{
				group,
				name: DEMO_NAME,
				kind: 'town',
				about:
					'An invented town in the Calder valley, here to show what a community looks like in the registry. Nobody lives in it.',
				place: 'Hebbleford, West Yorkshire',
				point: [-1.95, 53.73],
				display_area: 'Between the canal and Foundry Street',
				tags: ['demo', 'food', 'neighbours'],
				status: 'registered'
			},
			by(120)
		)
	);
	const commitments: Commitment[] = [];
	const logged: Progress[] = [];
	for (const { promise, from, to, log } of STORIES) {
		const baseline = { value: from, at: day(110) };
		const target = { value: to, by: day(-120).slice(0, 10) };
		const made = sound(commitment.make({ ...promise, baseline, target, shared: true }, by(110)));
		commitments.push(made);
		for (const [ago, value, note] of log) {
			logged.push(sound(progress.make({ commitment: made._id, value, note }, by(ago))));
		}
	}
	const today = now.toISOString().slice(0, 10);
	const planned = PLANS.map(({ plan, after, hours: [from, until] }) => {
		const toSaturday = 6 - new Date(dayAfter(today, after)).getUTCDay();
		const day = dayAfter(today, after + toSaturday);
		const when = { start: `${day}T${from}`, end: `${day}T${until}`, zone: HOME_ZONE };
		return sound(event.make({ ...plan, when, shown: true }, by(5)));
	});
	const none = { undos: [], fed: [], reviews: [], answers: [] };
	const shown = makeListing({ community: home, commitments, progress: logged, ...none }, now);
	return [home, ...commitments, ...logged, ...planned, sound(listing.make(shown, by(0)))];
}

function sound<R>(made: Made<R>): R {
	if (made.ok) return made.record;
	throw new Error(`a demo record is wrong: ${JSON.stringify(made.problems)}`);
}
