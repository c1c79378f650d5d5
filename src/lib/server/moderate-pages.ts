/** What the moderators' pages show, and what their forms do. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { failureOf } from './asked.ts';
import { ACCOUNTS, type Doc } from './backend.ts';
import { findGroup } from './groups.ts';
import { keepPrivate, moderating } from './moderate-session.ts';
import { act, dossier, queue, type Act, type Did, type Entry } from './moderation.ts';
import { historyOf, isDecision } from './moderation/entries.ts';
import { forPage } from './page.ts';
import { readForm } from './read-form.ts';
import { listCommunities } from './registry.ts';
import type { Site } from './site.ts';

type Event = Pick<RequestEvent, 'cookies' | 'url' | 'request' | 'setHeaders'>;

const DECISIONS: readonly Did['what'][] = [
	'approve',
	'approve_edit',
	'refuse_edit',
	'hide',
	'remove',
	'dismiss_reports',
	'pilot_yes',
	'pilot_no'
];
const GROUP = /^[0-9a-hjkmnp-tv-z]{26}$/;
const MOST_FOUND = 20;
const MOST_OUT = 100;
/** More than the longest reason, so that one that is too long is refused and not cut. */
const MOST_TYPED = 2_000;
const FORM_CAP = 20_000;

/** What waits; with `?find=` a community by its address, or those of that name. */
export async function queuePage(event: Event) {
	keepPrivate(event);
	const { site, moderator } = await moderating(event);
	const find = event.url.searchParams.get('find')?.trim().slice(0, 200) ?? '';
	const at = find && (await forPage(groupAt(site, find)));
	if (at) redirect(303, `/moderate/${at}`);
	const looked = find ? listCommunities({ query: find, dormant: true, limit: MOST_FOUND }, site) : undefined;
	const found = looked ? (await forPage(looked)).communities : [];
	const items = await forPage(queue(site));
	return {
		moderator: moderator.name,
		items,
		find,
		found: found.map(({ name, slug, place }) => ({ name, slug, place })),
		done: await doneJustNow(site, event.url)
	};
}

/** The community at a public address, given whole or by its end. */
async function groupAt(site: Site, find: string): Promise<string | undefined> {
	const slug = /(?:^|\/communities\/)([a-z0-9]+(?:-[a-z0-9]+)*)(?:[/?#].*)?$/.exec(find)?.[1];
	return slug
		? (await site.backend.get<Doc & { group: string }>(ACCOUNTS, `slug:${slug}`))?.group
		: undefined;
}

async function doneJustNow(site: Site, { searchParams }: URL) {
	const [what, group] = [searchParams.get('done'), searchParams.get('of')];
	const did = DECISIONS.find((one) => one === what);
	if (!did || !group || !GROUP.test(group)) return undefined;
	const known = await forPage(findGroup(site, group));
	return known && { what: did, group, name: known.name };
}

/** Communities that are out of sight, those last that have been so for longest. */
export async function outPage(event: Event) {
	keepPrivate(event);
	const { site, moderator } = await moderating(event);
	const entries = await forPage(site.backend.allDocs<Entry>(ACCOUNTS, 'entry:'));
	const out = entries
		.filter(({ state }) => state === 'hidden' || state === 'removed')
		.sort((a, b) => (a.since > b.since ? -1 : 1));
	const items = out.slice(0, MOST_OUT).map(async ({ group, state, since, reason }) => {
		const known = await findGroup(site, group);
		return { group, state, since, reason, name: known?.name ?? group };
	});
	return { moderator: moderator.name, items: await forPage(Promise.all(items)), more: out.length > MOST_OUT };
}

/** All about one community, and what stands for what was seen of it. */
export async function entryPage(event: Event, group: string) {
	keepPrivate(event);
	const { site, moderator } = await moderating(event);
	const known = GROUP.test(group) ? await forPage(dossier(site, group)) : undefined;
	if (!known) error(404);
	const { vouches, state, since, verified, reason, edit, appeal, pilot, pilot_why, reports } = known.entry;
	const vouched = vouches.map(async ({ group: by }) => (await findGroup(site, by))?.name ?? by);
	return {
		moderator: moderator.name,
		entry: {
			state,
			since,
			verified,
			reason,
			edit,
			appeal,
			pilot,
			pilot_why,
			reports,
			held: known.held
		},
		vouches: await forPage(Promise.all(vouched)),
		name: known.proposed?.name ?? known.shown?.name ?? (await forPage(findGroup(site, group)))?.name ?? group,
		slug: known.shown && known.slug,
		shown: known.shown,
		proposed: known.proposed,
		reports: known.reports,
		history: known.history,
		seen: known.seen ?? '',
		last: known.entry.last ?? ''
	};
}

/** Takes a decision. Whoever is second gets told what the first one did, and has done nothing. */
export async function actOnPage(event: Event, group: string) {
	const { site, moderator } = await moderating(event);
	if (!GROUP.test(group)) error(404);
	const typed = await readTyped(event.request);
	const what = DECISIONS.find((one) => one === typed?.what);
	if (!typed || !what) return fail(400, { refused: 'unknown', what: '', reason: '', since: [] as Act[] });
	const { reason, seen, last } = typed;
	const refuse = (status: number, refused: string, since: Act[] = []) =>
		fail(status, { refused, what, reason, since });
	try {
		const done = await act(site, moderator.name, group, { what, seen, last, ...(reason && { reason }) });
		if (!done.ok) {
			const meanwhile = done.code === 'meanwhile' ? await decidedAfter(site, group, last) : [];
			return refuse(done.status, done.code, meanwhile);
		}
	} catch (problem) {
		const { status, code } = failureOf(problem);
		return refuse(status, code);
	}
	redirect(303, `/moderate?done=${what}&of=${group}`);
}

async function decidedAfter(site: Site, group: string, last: string): Promise<Act[]> {
	const history = await historyOf(site, group);
	return history.slice(history.findIndex(({ id }) => id === last) + 1).filter(isDecision);
}

async function readTyped(request: Request) {
	const form = await readForm(request, FORM_CAP);
	if (!form) return undefined;
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, MOST_TYPED).trim() : '';
	};
	return { what: text('what'), reason: text('reason'), seen: text('seen'), last: text('last') };
}
