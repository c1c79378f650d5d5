import { packCoops } from '../../src/lib/rules/coop-pack';
import type { KnownOutlet } from '../../src/lib/rules/outlets';
import type { Coop } from '../../src/lib/rules/reference/facts';
import { provenance } from '../../src/lib/rules/reference/layouts';

const FIRST =
	'Alder Beck Calder Dale Elm Foss Green Holme Irwell Jubilee Kiln Lantern Mill North Oak Packhorse Quarry Roch Spotland Tenter'.split(
		' '
	);
const SECOND =
	'Bridge Cross Croft End Field Ford Gate Head Hill Lane Moor Park Row Side Street View Wharf Yard'.split(
		' '
	);
const TRADES: readonly [trade: string, sector: string][] = [
	['Housing Co-operative', 'Housing'],
	['Social Club and Institute', 'Membership associations, social clubs and trade unions'],
	['Allotment Society', 'Agriculture'],
	['Credit Union', 'Finance'],
	['Community Shop', 'Retail'],
	['Bowling Club', 'Sports and Recreation'],
	['Community Energy', 'Energy and Environment'],
	['Home Care', 'Health and Social Care'],
	['Cycles', 'Transport']
];
const OWNERS = ['Consumers', 'Tenants', 'Workers', 'Community of Interest', 'Multi-stakeholder'];

/** Chance that comes out the same every time (mulberry32). */
function chance(seed: number) {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** About as many as are published. */
const BRANCHES = 5_700;

/** So many made-up co-operatives, some with branches, all over a country as large as Britain, as the server's own pack of them. */
export function madeUpPack(count: number): string {
	const next = chance(1844);
	const one = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
	const letter = () => String.fromCharCode(65 + Math.floor(next() * 26));
	const towns = Array.from({ length: 900 }, () => ({
		place: one(FIRST) + one(SECOND).toLowerCase(),
		area: letter() + letter() + Math.ceil(next() * 30),
		point: [-5 + 6.5 * next(), 50.5 + 7 * next()] as const
	}));
	const coops = Array.from({ length: count }, (_, i): Coop => {
		const { place, area, point } = one(towns);
		const [trade, sector] = one(TRADES);
		const name = `${one(FIRST)} ${one(SECOND)} ${trade}${next() < 0.6 ? ' Limited' : ''}`;
		return {
			id: `R${String(i).padStart(6, '0')}`,
			...{ name, sector, place, structure: 'OS130', activity: 'ICA280', ownership: one(OWNERS) },
			postcode: `${area} ${Math.floor(next() * 10)}${letter()}${letter()}`,
			...(next() < 0.3 && { website: `https://www.${name.toLowerCase().replace(/\W+/g, '')}.example/` }),
			...(next() < 0.96 && {
				point: [point[0] + 0.1 * (next() - 0.5), point[1] + 0.05 * (next() - 0.5)] as [number, number]
			}),
			...provenance('cuk-organisations', '2026-06-30')
		};
	});
	const owners = coops.slice(0, 20);
	const branches = Array.from({ length: BRANCHES }, (): KnownOutlet => {
		const { place, area, point } = one(towns);
		return {
			owner: next() < 0.7 ? owners[0]! : one(owners),
			postcode: `${area} ${Math.floor(next() * 10)}${letter()}${letter()}`,
			...(next() < 0.97 && {
				name: next() < 0.8 ? `Toad Lane ${one(['Food', 'Funerals'])}` : `${one(FIRST)} Food`
			}),
			...{ place, gone: false },
			point: [point[0] + 0.1 * (next() - 0.5), point[1] + 0.05 * (next() - 0.5)]
		};
	});
	return JSON.stringify(packCoops(coops, branches));
}
