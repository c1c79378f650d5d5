/** Tags that communities are found by: a starting set with other words for the same, beside whatever people write. */
import { fold } from '../fold.ts';

/** The controlled tags, each with other words that mean it. */
export const TAGS: Readonly<Record<string, readonly string[]>> = {
	food: ['eating', 'groceries', 'foodbank', 'food bank', 'cooking', 'community kitchen', 'lunch club'],
	growing: ['allotments', 'allotment', 'gardening', 'gardens', 'community garden', 'orchard', 'seeds'],
	energy: ['solar', 'renewables', 'electricity', 'heating', 'retrofit', 'insulation', 'wind', 'fuel'],
	housing: ['homes', 'rent', 'tenants', 'community land trust', 'clt', 'cohousing'],
	care: ['social care', 'looking after', 'elderly', 'older people', 'carers'],
	health: ['wellbeing', 'well being', 'walking group', 'mental health'],
	children: ['childcare', 'families', 'parents', 'playgroup', 'play', 'nursery'],
	'young people': ['youth', 'teenagers', 'students', 'young'],
	money: ['credit union', 'savings', 'finance', 'debt', 'loans', 'banking'],
	work: ['jobs', 'employment', 'freelancers', 'workers', 'worker coop', 'business'],
	skills: ['learning', 'education', 'training', 'classes', 'school', 'skill swap'],
	repair: ['mending', 'repair cafe', 'fixing', 'bikes repaired'],
	sharing: ['tool library', 'library of things', 'lending', 'borrowing', 'tools'],
	swaps: ['clothes swap', 'swapping', 'clothes', 'jumble', 'reuse', 'recycling', 'waste'],
	transport: ['lifts', 'car share', 'cars', 'bus', 'buses', 'cycling', 'bikes', 'walking'],
	'street parties': ['street party', 'street meet', 'big lunch', 'parties', 'play streets'],
	neighbours: ['neighbourhood', 'neighbourliness', 'good neighbours', 'street'],
	'clean-ups': ['clean up', 'litter', 'litter picking', 'tidying'],
	nature: ['wildlife', 'trees', 'rivers', 'parks', 'climate', 'environment', 'green'],
	shop: ['community shop', 'village shop', 'market', 'retail', 'joint buying', 'bulk buying'],
	pub: ['community pub', 'brewery', 'beer', 'inn'],
	arts: ['music', 'theatre', 'culture', 'crafts', 'film', 'choir', 'heritage'],
	sport: ['football', 'sports', 'club', 'running', 'supporters'],
	media: ['newspaper', 'radio', 'local news', 'newsletter'],
	digital: ['broadband', 'internet', 'software', 'computers', 'technology', 'data'],
	halls: ['community centre', 'village hall', 'hall', 'buildings', 'spaces', 'hub'],
	'saving money': ['cost of living', 'joint ordering', 'poverty'],
	newcomers: ['refugees', 'migrants', 'welcome', 'asylum seekers', 'languages'],
	farming: ['farms', 'farmers', 'agriculture', 'csa', 'land', 'smallholders'],
	coast: ['fishing', 'harbour', 'sea', 'beach']
};

/** Names of the controlled tags. */
export const TAG_NAMES: readonly string[] = Object.keys(TAGS);

const byWord = new Map<string, string>();
for (const tag of Object.keys(TAGS)) byWord.set(fold(tag), tag);
for (const [tag, others] of Object.entries(TAGS))
	for (const word of others) if (!byWord.has(fold(word))) byWord.set(fold(word), tag);

/** The controlled tag that a word means, or the word itself, tidied: free tags stay. */
export function tagFor(word: string): string {
	const tidy = word.trim().replace(/\s+/g, ' ');
	return byWord.get(fold(tidy)) ?? tidy;
}

/** How two tags are compared: by what they mean. */
export const tagKey = (word: string): string => fold(tagFor(word));

/** By a map: people also write tags such as `constructor`, which every object knows. */
const words = new Map(Object.entries(TAGS));

/** Other words for a tag, which finds it as well. */
export const synonymsOf = (tag: string): readonly string[] => words.get(tagFor(tag)) ?? [];
