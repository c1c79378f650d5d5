import type { Doc } from './backend.ts';

/** The leaf that stands. CouchDB's rule: what is not deleted, then the longest history, then the higher hash. */
export function winner(leaves: Doc[]): Doc | undefined {
	const rank = (leaf: Doc) => {
		const [generation = '0', hash = ''] = (leaf._rev ?? '').split('-');
		return `${leaf._deleted ? 0 : 1} ${generation.padStart(8, '0')} ${hash}`;
	};
	return leaves.reduce<Doc | undefined>(
		(best, leaf) => (!best || rank(leaf) > rank(best) ? leaf : best),
		undefined
	);
}
