import { isSame } from '../../records/index.ts';
import { linksWithin } from '../../rules/found-links.ts';
import { noneWaits, type Waits } from '../shown.ts';
import type { Site } from '../site.ts';
import { changeEntry, readEntry, type Entry } from './entries.ts';
import { isReviewed } from './review.ts';

/** Which stories and events of a community wait: those that add links, as long as no moderator has looked at it. */
export async function holdsLinks(site: Site, entry: Entry | undefined): Promise<Waits> {
	if (entry?.verified || !(await isReviewed(site))) return noneWaits;
	return (view, stands) => {
		const known = new Set(linksWithin(stands));
		return linksWithin(view).some((link) => !known.has(link));
	};
}

/** Puts what waits into the queue, and takes out of it what does not any more. */
export async function noteHeld(site: Site, group: string, ids: string[]): Promise<void> {
	const all = [...ids].sort();
	const known = (await readEntry(site, group))?.held;
	if (isSame(known?.ids ?? [], all)) return;
	await changeEntry(site, group, (now) => {
		if (!now) return undefined;
		const { held, ...rest } = now;
		if (all.length === 0) return held && { entry: rest, acts: [] };
		const refused = held?.refused?.filter((id) => all.includes(id)) ?? [];
		const isNew = all.some((id) => !held?.ids.includes(id));
		const since = held && !isOver(held) ? held.since : site.now().toISOString();
		return {
			entry: { ...rest, held: { since, ids: all, ...(refused.length > 0 && { refused }) } },
			acts: isNew ? [{ by: 'organiser', what: 'held' }] : []
		};
	});
}

/** Whether all that waits was refused. */
export const isOver = ({ ids, refused = [] }: NonNullable<Entry['held']>): boolean =>
	ids.every((id) => refused.includes(id));
