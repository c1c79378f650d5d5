/** Many, usual, few or a desert: how a district compares with the country (decision 023). */

export const CLASSES = ['desert', 'few', 'usual', 'many', 'no_data'] as const;
export type DistrictClass = (typeof CLASSES)[number];

/** Below this part of what the country's rate lets expect, a district is a desert; below the next it has few, from the last on many. */
export const SHARES = { desert: 1 / 4, few: 2 / 3, many: 3 / 2 } as const;

/**
 * The class of a district with so many co-ops where so many were to be expected. In a small place one co-op more or less is
 * half of all: whatever lies within two standard deviations of chance (Poisson's) is usual.
 */
export function classOf(coops: number, expected: number): Exclude<DistrictClass, 'no_data'> {
	if ((coops - expected) ** 2 < 4 * expected) return 'usual';
	if (coops < SHARES.desert * expected) return 'desert';
	if (coops < SHARES.few * expected) return 'few';
	return coops >= SHARES.many * expected ? 'many' : 'usual';
}

/** The least part of what is to be expected of a whole nation that a directory must place there to be a word on it at all. */
export const LEAST_COVERAGE = 1 / 10;
