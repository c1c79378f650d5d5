/** The words of made-up communities: what they are called, what they say of themselves, what they plan, and what they tell. */
import type { Community, EventKind, Need } from '../../records/index.ts';
import { TAG_NAMES } from '../../rules/nation/tags.ts';
import type { Chance } from './chance.ts';

type Kind = Community['kind'];

const STEMS =
	'Chapel Mill Canal Foundry Albert Station Priory Church Market Weavers Tanner Spring Quarry Railway Park Orchard School Meadow Castle Harbour Bridge Union Victoria Well Beacon Alma Ropewalk Brook Abbey Kiln Coronation Cross Windmill Hope Ash Bell'.split(
		' '
	);
const GROUNDS =
	'Lane|Road|Hill|Green|Bank|End|Row|Fields|Terraces|Estate|Brow|Street|Gardens|Side|Bottoms|Wharf|Gate|Corner'.split(
		'|'
	);
const ENDINGS = [
	'Neighbours',
	'Action Group',
	'Together',
	'Commons',
	'Co-operators',
	'Street by Street',
	'Common Ground'
];
const WHO =
	'Allotment holders|Bus drivers|Choirs|Cleaners|Freelancers|Home carers|Foster parents|Night-shift workers|Renters|Smallholders|Bakers|Boat dwellers|Deaf co-operators|Football supporters|Grandparents|Wheelchair users|Makers and menders|Musicians|Taxi drivers|Translators|Young farmers|Beekeepers|Wild swimmers|Lone parents|Retired miners|Care leavers|Cyclists|Repairers|Community energy|Home educators'.split(
		'|'
	);
const SHAPES = ['co-operating', 'in common', 'working together', 'mutual', 'network', 'round table'];

/** A community's name; `place` is where it is, if anywhere. */
export function nameOf(kind: Kind, place: string | undefined, chance: Chance): string {
	const quarter = `${chance.pick(STEMS)} ${chance.pick(GROUNDS)}`;
	const ending = chance.pick(ENDINGS);
	if (kind === 'interest') {
		const who = `${chance.pick(WHO)} ${chance.pick(SHAPES)}`;
		return place ? `${who}, ${place}` : who;
	}
	if (kind === 'region')
		return `${chance.pick(['Greater', 'Around', 'The country round'])} ${place} ${ending}`;
	if (kind === 'city' || kind === 'town' || kind === 'village')
		return chance.happens(0.7) ? `${place} ${ending}` : `Co-operative ${place}`;
	return chance.happens(0.6) ? `${quarter} ${ending}, ${place}` : `${quarter}, ${place}`;
}

const BEGINNINGS = [
	'We began round a kitchen table',
	'Four people and a flask of tea started this',
	'It began when the shop shut',
	'We met at a bus stop that had no bus',
	'A flood in the cellars brought us together'
];
const MEANS = [
	'and now most of the road knows one another.',
	'and we would rather do things than talk about them.',
	'and everybody who lives here is asked.',
	'and it has been harder, and better, than we thought.',
	'and we keep it small enough to fit in one room.'
];

/** What a community says of itself. */
export const aboutOf = (chance: Chance): string => `${chance.pick(BEGINNINGS)}, ${chance.pick(MEANS)}`;

const FREE_TAGS = [
	'brass band',
	'ginnels',
	'pigeons',
	'knitting',
	'chess',
	'Welsh',
	'Gaelic',
	'canal',
	'moors'
];

/** Controlled tags for the most part, and now and then one that nobody else has. */
export function tagsOf(chance: Chance): string[] {
	const tags = chance.some(
		TAG_NAMES,
		chance.weighed([
			[1, 2],
			[2, 4],
			[3, 4],
			[4, 2],
			[6, 1]
		])
	);
	return chance.happens(0.15) ? [...tags, chance.pick(FREE_TAGS)] : tags;
}

export const PARTNERS = ['Tenants’ Association', 'Co-operative Society', 'Credit Union', 'Youth Club'];

export const PLANS: readonly (readonly [kind: EventKind, title: string, about: string])[] = [
	['street_party', 'A long table in the road', 'Bring a dish and a chair; the kettle is ours.'],
	['clothes_swap', 'Coats and boots: bring one, take one', 'Clean and whole, please.'],
	['clean_up', 'Two hours on the verges', 'Gloves and bags are there. Soup afterwards.'],
	['meet_up', 'Tea on the green', 'No agenda. Children and dogs are welcome.'],
	['first_meeting', 'What shall we do first?', 'One hour, and everybody gets to say one thing.'],
	['coop_meeting', 'An evening at the co-op', 'Hear how it is run, and ask what you like.'],
	['talk', 'How the next valley bought its pub', 'Two of those who did it tell how.']
];
export const ROOMS = [
	'Chapel hall',
	'The green',
	'School yard',
	'Upstairs at the library',
	'Outside the shop'
];

export const STORIES: readonly (readonly [title: string, text: string])[] = [
	[
		'What we learned from a wet Saturday',
		'Eleven of us came, and it rained from ten.\n\nNobody went home. We moved the tables under the bridge, and people who never come to anything stopped to see why.'
	],
	[
		'Two streets that did not speak',
		'There is a wall between them, and a story about a dog.\n\nWe asked both ends the same three questions. The answers were the same.'
	],
	[
		'We missed it, and here is why',
		'We said forty and got to twenty-six.\n\nWe had counted on the newsletter. It was knocking that worked, and we began that too late.'
	],
	[
		'The order that came in one van',
		'Twenty-two households, nine sacks, one driveway.\n\nNext time we weigh out indoors. Everybody was home for tea with change in their pocket.'
	],
	[
		'Who turned up in the end',
		'The poster had been up a month. Nine people wrote their names on it.\n\nForty came, because nine people each brought somebody.'
	]
];

export const COOPS: readonly (readonly [name: string, need: Need])[] = [
	['Community Bakery', 'food'],
	['Food Co-op', 'food'],
	['Credit Union', 'finance'],
	['Community Energy', 'energy'],
	['Housing Co-op', 'housing'],
	['Home Care Co-op', 'care'],
	['Workers’ Print Co-op', 'work'],
	['Supporters’ Society', 'culture'],
	['Community Transport', 'transport']
];
