/** What made-up communities promise, much as real ones do; the examples are those of the app's own library, by their ids. */
import type { Area, Feed, Measure } from '../../records/index.ts';

export interface MadeUpPromise {
	area: Area;
	title: string;
	difference: string;
	measure: Measure;
	from: number;
	/** The usual target; a community's own is from half of it to double. */
	target: number;
	months: number;
	example?: string;
}

type Said = readonly [
	title: string,
	difference: string,
	label: string,
	unit: string,
	target: number,
	months: number,
	example: string,
	more?: Partial<Measure> & { from?: number }
];

const promise =
	(area: Area) =>
	([
		title,
		difference,
		label,
		unit,
		target,
		months,
		example,
		{ from = 0, ...more } = {}
	]: Said): MadeUpPromise => ({
		...{ area, title, difference, from, target, months },
		measure: { label, unit, kind: 'count', adds: 'latest', better: 'up', ...more },
		...(example && { example })
	});

const fed = (fed_by: Feed): Partial<Measure> => ({ adds: 'sum', fed_by });

const ACTION: readonly Said[] = [
	[
		'Say hello with cards through every door',
		'Everybody on our streets knows one neighbour they can call on.',
		'Cards left',
		'cards',
		300,
		6,
		'cards',
		fed('cards')
	],
	[
		'Knock on every door round here',
		'Nobody can say that they were never asked.',
		'Doors knocked',
		'doors',
		400,
		9,
		'doors',
		fed('doors')
	],
	[
		'Ask households what they would do together',
		'What comes next is what people said they wanted.',
		'Households talked to',
		'households',
		150,
		6,
		'talks',
		fed('talks')
	],
	[
		'Welcome everybody who moves in',
		'Newcomers know whom to ask within a month.',
		'New households called on',
		'households',
		30,
		12,
		'welcome'
	],
	[
		'Half the street knows five neighbours by name',
		'Somebody who is locked out has a door to go to.',
		'Households who can name five',
		'%',
		50,
		12,
		'names',
		{ kind: 'percent', from: 12 }
	],
	[
		'Be ready for floods, power cuts and snow',
		'When the lights go out, somebody calls.',
		'Households in the phone tree',
		'households',
		60,
		9,
		'phonetree'
	],
	[
		'Hold a street party',
		'Neighbours who had never spoken have eaten together.',
		'Households at the table',
		'households',
		25,
		6,
		'party'
	],
	[
		'Meet on the green every month',
		'People who live alone have somewhere to be.',
		'People who came',
		'people',
		60,
		6,
		'meetup',
		fed('attendance')
	],
	[
		'Share a supper every season',
		'Old and new residents know each other’s cooking.',
		'People at one supper',
		'people',
		40,
		12,
		'supper',
		{ adds: 'max' }
	],
	[
		'Close the road for play',
		'Children play where they live.',
		'Afternoons without cars',
		'afternoons',
		8,
		12,
		'play'
	],
	[
		'Clear the back lane for good',
		'People walk there again after dark.',
		'Heaps of rubbish',
		'heaps',
		3,
		9,
		'lane',
		{ better: 'down', from: 12 }
	],
	[
		'Pick up what lies about',
		'The beck and the verges are clean by summer.',
		'Bags filled',
		'bags',
		50,
		6,
		'cleanup'
	],
	[
		'Swap what children have grown out of',
		'Nobody buys a school coat new.',
		'Things that found a new home',
		'items',
		200,
		12,
		'uniform'
	],
	[
		'Bring back the bus stop’s bench',
		'People can wait sitting down.',
		'Done',
		'yes/no',
		1,
		9,
		'',
		{ kind: 'yes_no' }
	]
];

const ENTERPRISE: readonly Said[] = [
	[
		'Order dry goods together',
		'Forty households pay less for what they buy anyway.',
		'Saved together',
		'£',
		100_000,
		12,
		'orders',
		{ kind: 'money', adds: 'latest' }
	],
	['Open a food club', 'Fresh food within a ten-minute walk.', 'Members', 'households', 40, 12, 'foodclub'],
	[
		'Bring down the price of a week’s basket',
		'The same food for less money.',
		'The basket',
		'£',
		3600,
		12,
		'basket',
		{ kind: 'money', better: 'down', from: 4200 }
	],
	[
		'Forty new savers at the credit union',
		'Nobody here borrows from a doorstep lender.',
		'New savers',
		'savers',
		40,
		12,
		'credit'
	],
	['Insulate lofts in one order', 'Warm homes and smaller bills.', 'Homes done', 'homes', 15, 12, 'lofts'],
	[
		'Start a care co-op',
		'Carers are paid fairly, and stay.',
		'Families on the list',
		'families',
		20,
		18,
		'care'
	],
	[
		'Find every co-op we can use',
		'We spend where we have a say.',
		'Co-ops confirmed',
		'co-ops',
		20,
		9,
		'',
		fed('audited')
	],
	[
		'Buy the pub before it is sold',
		'The last room that belongs to nobody’s purse stays open.',
		'Raised in shares',
		'£',
		20_000_000,
		18,
		'',
		{ kind: 'money' }
	],
	[
		'Send work to each other',
		'Co-ops round here keep each other going.',
		'Referrals made',
		'referrals',
		24,
		12,
		'referrals',
		fed('referred')
	],
	[
		'Put solar panels on the school',
		'The school’s bill falls and the roof is ours.',
		'Members of the energy co-op',
		'members',
		120,
		18,
		''
	],
	[
		'A directory in every letter box',
		'Everybody knows what is theirs.',
		'Homes that have one',
		'homes',
		800,
		9,
		'directory'
	],
	[
		'People rate the shop as their own',
		'A shop that listens is a shop that lasts.',
		'Members’ rating',
		'1–5',
		4,
		12,
		'',
		{ kind: 'rating', from: 3 }
	]
];

export const PROMISES: Readonly<Record<Area, readonly MadeUpPromise[]>> = {
	action: ACTION.map(promise('action')),
	enterprise: ENTERPRISE.map(promise('enterprise'))
};
