/**
 * Shops and branches: where neighbours find a co-op whose office is far away. Each is known by its owner and its postcode,
 * so that nothing else that a file lists can change what a note is of (decision 025).
 */
import { needsMet, type Need } from './needs.ts';
import { OWNERS } from './outlet-ids.ts';
import type { Coop, Outlet, Place, PostcodePoint } from './reference/facts.ts';

/** Everything that one co-op has at one postcode. */
export interface KnownOutlet {
	owner: Coop;
	postcode: string;
	/** Only where it says more than the owner's name and where it is. */
	name?: string;
	place?: string;
	point?: Place;
	gone: boolean;
}

/** Outlets by owner and postcode, with the position of that postcode. Those whose owner nobody knows are left out. */
export function knownOutlets(
	coops: readonly Coop[],
	outlets: readonly Outlet[],
	postcodes: readonly PostcodePoint[]
): KnownOutlet[] {
	const owners = new Map(coops.filter(({ source }) => source === OWNERS).map((coop) => [coop.id, coop]));
	const points = new Map(postcodes.filter(isListed).map(({ id, point }) => [id, point]));
	const places = new Map<string, Outlet[]>();
	for (const outlet of outlets) {
		if (!owners.has(outlet.owner) || !/^[A-Z\d]{2,4} \d[A-Z]{2}$/.test(outlet.postcode ?? '')) continue;
		const key = `${outlet.owner} ${outlet.postcode}`;
		const there = places.get(key);
		if (there) there.push(outlet);
		else places.set(key, [outlet]);
	}
	return [...places.values()].map((rows) => {
		const standing = rows.filter(isListed);
		const at = (standing.length > 0 ? standing : rows).sort((a, b) => (a.id < b.id ? -1 : 1));
		const [{ owner: id, postcode = '', place }] = at as [Outlet];
		const owner = owners.get(id) as Coop;
		const names = at.map((row) => ownName(row, owner.name)).filter((name) => name !== undefined);
		const point = points.get(postcode);
		return {
			...{ owner, postcode, gone: standing.length === 0 || !isListed(owner) },
			...(names.length > 0 && { name: [...new Set(names)].join(', ') }),
			...(place && { place }),
			...(point && { point })
		};
	});
}

const isListed = ({ gone_at }: { gone_at?: string }) => gone_at === undefined;

/** As many words at the end of a name may say where it is. */
const MOST_TAIL = 5;

/** What an outlet is called beyond its owner's name, its street and its place; nothing where no word is left. */
export function ownName(outlet: Pick<Outlet, 'name' | 'street' | 'place' | 'region'>, owner: string) {
	const where = ` ${fold([outlet.street, outlet.place, outlet.region].filter(Boolean).join(' '))} `;
	const isSaid = (part: string) => fold(part) !== '' && where.includes(` ${fold(part)} `);
	const parts = outlet.name.split(/\s+[-–]\s+|,\s*/).filter((part, i) => part && (i === 0 || !isSaid(part)));
	const name = parts.map((part) => withoutTail(part, isSaid)).join(', ');
	return bare(name) === bare(owner) ? undefined : name;
}

function withoutTail(part: string, isSaid: (words: string) => boolean): string {
	const words = part.split(' ');
	for (let at = Math.max(1, words.length - MOST_TAIL); at < words.length; at += 1)
		if (isSaid(words.slice(at).join(' '))) return words.slice(0, at).join(' ');
	return part;
}

/** Without case, accents and punctuation, and with the words of addresses as they are shortened. */
function fold(text: string): string {
	const plain = text
		.toLowerCase()
		.normalize('NFD')
		.replace(/['’]|\p{M}/gu, '')
		.replace(/&/g, ' and ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
	return plain
		.replace(/\bco op/g, 'coop')
		.replace(/\b(road|street|avenue|saint)\b/g, (word) => SHORT[word as keyof typeof SHORT]);
}

const SHORT = { road: 'rd', street: 'st', avenue: 'ave', saint: 'st' };

/** What tells two names apart, in one word. */
const bare = (name: string) => fold(name).replace(/\b(the|limited|ltd)\b| /g, '');

/** What names of outlets say of their use. */
const SAID: readonly (readonly [RegExp, readonly Need[]])[] = [
	[/funeral|memorial|masons?\b|florist|travel|post office|optician|home\b/i, []],
	[/pharmac|chemist|care\b/i, ['care']],
	[/food|store|shop|market|grocer|petrol|bak(er|ing)/i, ['food']]
];

/**
 * What neighbours can use an outlet for: what its name says, or else what its owner is for where it goes by the owner's
 * name or a co-op's. Any other name leaves it open: the undertaker of a grocer is no grocer.
 */
export function outletNeeds(
	name: string | undefined,
	owner: Pick<Coop, 'sector' | 'activity' | 'ownership'>
): Need[] {
	const whole = needsMet(owner);
	if (name === undefined) return whole;
	const work = whole.filter((need) => need === 'work');
	const said = SAID.find(([words]) => words.test(name))?.[1];
	if (said) return [...said, ...work];
	return /co-?op/i.test(name) ? whole : work;
}
