/** Made-up councils, boundaries and co-ops for tests. */
import { provenance, type Authority, type Coop, type District } from '../reference/index.ts';

/** A square of a boundary, its south-western corner and its side in degrees. */
export const square = (id: string, x: number, y: number, side = 1): District => ({
	...{ id, name: `Ground ${id}` },
	area: [
		[
			[
				[x, y],
				[x + side, y],
				[x + side, y + side],
				[x, y + side],
				[x, y]
			]
		]
	],
	...provenance('gb-districts', '2013-12-31')
});

/** A council with 100,000 people, unless `more` says otherwise. */
export const council = (id: string, gss: string, more: Partial<Authority> = {}): Authority => ({
	...{ id, gss, former_gss: [], name: `Council ${id}`, nation: 'England', type: 'NMD', replaced_by: [] },
	population: 100_000,
	...provenance('mysociety-authorities', '2024-01-01'),
	...more
});

let number = 0;
/** A shop at a place. */
export const coopAt = (x: number, y: number, more: Partial<Coop> = {}): Coop => ({
	...{ id: `R${String((number += 1)).padStart(5, '0')}`, name: 'A co-op', sector: 'Retail' },
	point: [x, y],
	...provenance('cuk-organisations', '2023-06-30'),
	...more
});
