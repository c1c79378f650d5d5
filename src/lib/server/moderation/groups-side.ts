/** What a group learns of how it stands, and what its organisers can do about it: vouch, appeal, apply as a pilot. */
import { groupDatabase, listing, type Listing } from '../../records/index.ts';
import { VOUCHES_NEEDED, type GroupStanding } from '../../rules/moderation.ts';
import type { Failure } from '../answer.ts';
import { REGISTRY, type Doc } from '../backend.ts';
import { findGroup } from '../groups.ts';
import { noteToPublish, publishSoon } from '../publisher.ts';
import { withoutHistory } from '../shown.ts';
import type { Site } from '../site.ts';
import { changeEntry, readEntry, type Entry } from './entries.ts';

/** How a group stands; undefined while it has not asked to be shown. */
export async function standingOf(site: Site, group: string): Promise<GroupStanding | undefined> {
	const entry = await readEntry(site, group);
	if (!entry) return undefined;
	const { state, reason, edit, decided, held, vouches, appeal, pilot } = entry;
	return {
		state,
		...(reason && { reason }),
		...(edit && { edit }),
		...(decided?.yes === false && { refused: { ...(decided.reason && { reason: decided.reason }) } }),
		held: held?.ids.length ?? 0,
		vouches: vouches.length,
		...(appeal && { appealed: appeal.at }),
		...(pilot && { pilot })
	};
}

const no = (code: string, status = 409): Failure => ({ ok: false, status, code });

/** What an organiser of another community is shown before they speak for one that waits. */
export async function vouchable(
	site: Site,
	by: string,
	group: string
): Promise<
	| {
			ok: true;
			about: { name: string; place?: string; about?: string; promised: string[]; vouched: boolean };
	  }
	| Failure
> {
	const entry = await readEntry(site, group);
	if (group === by) return no('vouch_own');
	if (!entry) return no('vouch_unknown', 404);
	if (entry.state !== 'waiting') return no('vouch_unneeded');
	if (!(await isRegistered(site, by))) return no('vouch_unregistered', 403);
	const record = await site.backend.get<Listing & Doc>(groupDatabase(group), `listing:${group}`);
	if (!record || listing.check(withoutHistory(record)).length > 0) return no('vouch_unknown', 404);
	const { name, place, about, commitments } = listing.publicView?.(record) as Listing;
	const vouched = entry.vouches.some((one) => one.group === by);
	const promised = commitments.map(({ title }) => title);
	return { ok: true, about: { name, ...(place && { place }), ...(about && { about }), promised, vouched } };
}

/** A registered community speaks for one that waits; the second lets it in. Twice is as good as once. */
export async function vouch(
	site: Site,
	by: string,
	group: string
): Promise<{ ok: true; vouches: number; shown: boolean } | Failure> {
	const may = await vouchable(site, by, group);
	if (!may.ok) return may;
	const speaker = (await findGroup(site, by))?.slug;
	await noteToPublish(site, group);
	const entry = await addVouch(site, by, group, speaker);
	await publishSoon(site, group);
	return { ok: true, vouches: entry?.vouches.length ?? 0, shown: entry?.state === 'shown' };
}

async function addVouch(site: Site, by: string, group: string, speaker?: string): Promise<Entry | undefined> {
	const at = site.now().toISOString();
	for (;;) {
		// Whoever was taken out of sight since speaks for nobody.
		const speaks = new Map([[by, true]]);
		for (const one of (await readEntry(site, group))?.vouches ?? [])
			if (one.group !== by) speaks.set(one.group, await isRegistered(site, one.group));
		let another = false;
		const { entry } = await changeEntry(site, group, (now) => {
			another = now?.vouches.some((one) => !speaks.has(one.group)) ?? false;
			if (another || now?.state !== 'waiting' || now.vouches.some((one) => one.group === by))
				return undefined;
			const vouches = [...now.vouches, { group: by, at }];
			const spoke = { by: 'vouches', what: 'vouched' as const, ...(speaker && { reason: speaker }) };
			if (vouches.filter((one) => speaks.get(one.group)).length < VOUCHES_NEEDED)
				return { entry: { ...now, vouches }, acts: [spoke] };
			return {
				entry: { ...now, vouches, state: 'shown', since: at },
				acts: [spoke, { by: 'vouches', what: 'let_in' as const }]
			};
		});
		if (!another) return entry;
	}
}

async function isRegistered(site: Site, group: string): Promise<boolean> {
	const [entry, listed] = await Promise.all([
		readEntry(site, group),
		site.backend.get(REGISTRY, `listing:${group}`)
	]);
	return entry?.state === 'shown' && listed !== undefined;
}

/** What a group says against being hidden or removed; one at a time. */
export async function appeal(site: Site, group: string, text: string): Promise<{ ok: true } | Failure> {
	const at = site.now().toISOString();
	let refused: Failure | undefined;
	await changeEntry(site, group, (now) => {
		refused = !isHidden(now) ? no('appeal_nothing') : now?.appeal ? no('appeal_waits') : undefined;
		if (refused || !now) return undefined;
		return {
			entry: { ...now, appeal: { text, at } },
			acts: [{ by: 'organiser', what: 'appeal', reason: text }]
		};
	});
	return refused ?? { ok: true };
}

const isHidden = (entry: Entry | undefined) => entry?.state === 'hidden' || entry?.state === 'removed';

/** Applies as a pilot; asking again is for those who were told no. */
export async function applyAsPilot(site: Site, group: string, why: string): Promise<{ ok: true } | Failure> {
	const pilot_at = site.now().toISOString();
	let refused: Failure | undefined;
	await changeEntry(site, group, (now) => {
		refused =
			now?.state !== 'shown'
				? no('pilot_unregistered', 403)
				: now.pilot === 'asked' || now.pilot === 'yes'
					? no(`pilot_${now.pilot}`)
					: undefined;
		if (refused || !now) return undefined;
		return {
			entry: { ...now, pilot: 'asked', pilot_why: why, pilot_at },
			acts: [{ by: 'organiser', what: 'pilot_asked', reason: why }]
		};
	});
	return refused ?? { ok: true };
}
