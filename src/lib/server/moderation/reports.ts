import { tidyText, hasForbiddenCharacters } from '../../records/text.ts';
import { REPORTS_THAT_HIDE } from '../../rules/moderation.ts';
import { change } from '../accounts.ts';
import type { Failure } from '../answer.ts';
import { ACCOUNTS, REGISTRY, type Doc } from '../backend.ts';
import { addressKey, countReport } from '../limits.ts';
import { noteToPublish, publishSoon } from '../publisher.ts';
import type { Site } from '../site.ts';
import { changeEntry, readEntry } from './entries.ts';

export const REPORT_REASONS = [
	'not_real',
	'advertising',
	'harmful',
	'personal',
	'mistaken',
	'other'
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];
export const REPORT_TEXT_MOST = 500;

/** What somebody typed into the form of a community's report page. */
export interface TypedReport {
	why: string;
	text: string;
}

interface Kept extends Doc {
	at: string;
	why: ReportReason;
	text?: string;
}

/**
 * Takes a report of a community, by its address. From one network address it counts once until a moderator has looked;
 * what comes after that from there changes nothing, and is thanked for all the same.
 */
export async function report(
	site: Site,
	slug: string,
	typed: TypedReport,
	address: string
): Promise<{ ok: true } | Failure> {
	const group = await standingGroup(site, slug);
	if (!group) return { ok: false, status: 404, code: 'community_unknown' };
	const read = readTyped(typed);
	if (!read.ok) return read;
	const allowed = await countReport(site, address);
	if (!allowed.ok) return { ok: false, status: 429, code: 'too_many', retry_after: allowed.retry_after };
	const looked = (await readEntry(site, group))?.looked_at ?? '';
	const at = site.now().toISOString();
	let counts = false;
	await change<Kept>(site.backend, `report:${group}:${addressKey(site, address)}`, (now) => {
		counts = !now || now.at <= looked;
		return counts ? { at, ...read.value } : undefined;
	});
	await count(site, group, counts ? read.value.why : undefined);
	return { ok: true };
}

/** Brings the entry in line with the reports that are there, so that one that was interrupted is counted by the next. */
async function count(site: Site, group: string, why: ReportReason | undefined): Promise<void> {
	const all = await site.backend.allDocs<Kept>(ACCOUNTS, `report:${group}:`);
	// Whoever ends between hiding and taking out is finished by the next upkeep.
	const mayHide = all.length >= REPORTS_THAT_HIDE;
	if (mayHide) await noteToPublish(site, group);
	await changeEntry(site, group, (now) => {
		if (!now || now.state === 'removed') return undefined;
		const times = all.map(({ at }) => at).filter((at) => at > (now.looked_at ?? ''));
		const reports = Math.max(now.reports, times.length);
		if (reports === now.reports) return undefined;
		const hides = reports >= REPORTS_THAT_HIDE && !now.verified && now.state === 'shown';
		const reported = { by: 'public', what: 'reported' as const, reason: why };
		const entry = { ...now, reports, reported_at: now.reported_at ?? times.sort()[0] };
		if (!hides) return { entry, acts: [reported] };
		return {
			entry: { ...entry, state: 'hidden', since: site.now().toISOString() },
			acts: [reported, { by: 'server', what: 'hide' as const }]
		};
	});
	if (mayHide) await publishSoon(site, group);
}

/** The group whose community stands at this address. */
async function standingGroup(site: Site, slug: string): Promise<string | undefined> {
	if (!/^[a-z0-9-]{1,80}$/.test(slug)) return undefined;
	const claim = await site.backend.get<Doc & { group: string }>(ACCOUNTS, `slug:${slug}`);
	const group = claim?.group;
	return group && (await site.backend.get(REGISTRY, `listing:${group}`)) ? group : undefined;
}

function readTyped(typed: TypedReport): { ok: true; value: { why: ReportReason; text?: string } } | Failure {
	const why = REPORT_REASONS.find((one) => one === typed.why);
	const text = tidyText(typed.text);
	const problems = [
		...(why ? [] : [{ field: 'why', code: 'required' }]),
		...(text.length > REPORT_TEXT_MOST ? [{ field: 'text', code: 'long', limit: REPORT_TEXT_MOST }] : []),
		...(hasForbiddenCharacters(text, true) || !text.isWellFormed()
			? [{ field: 'text', code: 'format' }]
			: []),
		...(why === 'other' && text === '' ? [{ field: 'text', code: 'required' }] : [])
	];
	if (!why || problems.length > 0) return { ok: false, status: 400, code: 'wrong', problems };
	return { ok: true, value: { why, ...(text && { text }) } };
}
