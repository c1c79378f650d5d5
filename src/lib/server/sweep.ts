import { ACCOUNTS, type Doc } from './backend.ts';
import type { Site } from './site.ts';

const DAY = 86_400_000;

/** How long a report is kept, and counts. */
export const REPORT_DAYS = 90;

/** What is kept only for a while: tries and counts by address, codes and challenges, a day after they last mattered; reports for longer. */
const PASSING: [prefix: string, since: (doc: Doc) => unknown, days?: number][] = [
	['tries:', (doc) => doc.at],
	['new-groups:', (doc) => doc.at],
	['answers:', (doc) => doc.at],
	['answers-to:', (doc) => doc.at],
	['messages:', (doc) => doc.at],
	['messages-to:', (doc) => doc.at],
	['interested-from:', (doc) => doc.at],
	['interested-to:', (doc) => doc.at],
	['interested-by:', (doc) => doc.at],
	['reports-from:', (doc) => doc.at],
	['report:', (doc) => doc.at, REPORT_DAYS],
	['code:', (doc) => doc.expires_at],
	['challenge:', (doc) => doc.expires_at]
];

/** Deletes what has had its time, so that nothing stays that says who called from where. */
export async function sweepAccounts(site: Site): Promise<number> {
	let swept = 0;
	for (const [prefix, since, days = 1] of PASSING) {
		const before = new Date(site.now().getTime() - days * DAY).toISOString();
		for (const doc of await site.backend.allDocs(ACCOUNTS, prefix)) {
			if (String(since(doc)) > before) continue;
			// Somebody who uses it at this moment is first: then it stays until the next time.
			const gone = await site.backend.put(ACCOUNTS, { _id: doc._id, _rev: doc._rev, _deleted: true });
			if (gone !== 'conflict') swept += 1;
		}
	}
	return swept;
}
