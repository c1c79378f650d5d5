/**
 * Letters by e-mail to people who are interested. A note of each stands among the accounts until it was sent: it names
 * whom and why, never the address or the words, so that a letter to somebody who has withdrawn meanwhile is none.
 */
import { bareId } from '../../records/index.ts';
import { daysAfter, REMIND_DAYS } from '../../rules/interested.ts';
import { change } from '../accounts.ts';
import { ACCOUNTS, type Doc } from '../backend.ts';
import type { Site } from '../site.ts';
import { allInterested } from './counted.ts';
import type { Interest, Invitation } from './interest.ts';
import type { LetterAbout } from './post.ts';

export type LetterKind = { kind: 'confirm' } | { kind: 'reminder' } | { kind: 'invitation'; group: string };

interface Note extends Doc {
	/** Whose letter it is: the id of what they said. */
	of: string;
	kind: LetterKind['kind'];
	group?: string;
	at: string;
	tries: number;
	/** Not to be tried before. */
	next: string;
}

const NOTES = 'interested-letter:';
const DAY = 86_400_000;
const GIVE_UP = 3 * DAY;
/** The first pause after a try, doubled with each, up to the longest. */
const PAUSE = 10 * 60_000;
const LONGEST_PAUSE = DAY / 4;

/** Whether letters can be sent from here at all. */
export const relays = (site: Site): boolean => site.post !== undefined;

/** Notes a letter to whoever said what stands under `of`, and tries to send it without anybody waiting for it. */
export async function noteLetter(site: Site, of: string, letter: LetterKind): Promise<void> {
	if (!relays(site)) return;
	const { kind } = letter;
	const group = letter.kind === 'invitation' ? letter.group : undefined;
	const id = `${NOTES}${bareId(of)}:${kind}${group ? `:${group}` : ''}`;
	const at = site.now().toISOString();
	await change<Note>(site.backend, id, (now) => ({
		...now,
		...{ of, kind, ...(group && { group }), at, tries: 0, next: at }
	}));
	postOne(site, id).catch((problem: unknown) => putOff(problem));
}

/** Sends what is due, and gives up what could not be sent for three days. */
export async function postLetters(site: Site): Promise<void> {
	if (!relays(site)) return;
	await noteReminders(site);
	for (const { _id } of await site.backend.allDocs<Note>(ACCOUNTS, NOTES)) {
		await postOne(site, _id).catch((problem: unknown) => putOff(problem));
	}
}

/** What a mail server says may name whom the letter was for: only its code is written down. */
function putOff(problem: unknown) {
	const { code, responseCode } = problem as { code?: unknown; responseCode?: unknown };
	console.error(`a letter is put off: ${String(responseCode ?? code ?? 'unknown')}`);
}

async function noteReminders(site: Site): Promise<void> {
	const soon = daysAfter(site.now().toISOString(), REMIND_DAYS);
	for (const one of await allInterested(site)) {
		if (!isToBeReminded(one, soon)) continue;
		const noted = await site.backend.get(ACCOUNTS, `${NOTES}${bareId(one._id)}:reminder`);
		if (!noted) await noteLetter(site, one._id, { kind: 'reminder' });
	}
}

const isToBeReminded = (one: Interest, soon: string) =>
	one.proved_at !== undefined && one.until <= soon && one.reminded !== one.until;

/** Of several gateways that come to it at once, the one that puts its next try off sends it. */
async function postOne(site: Site, id: string): Promise<void> {
	const now = site.now().toISOString();
	let mine = false;
	const note = await change<Note>(site.backend, id, (one) => {
		mine = one !== undefined && one.next <= now;
		if (!one || !mine) return undefined;
		const pause = Math.min(PAUSE * 2 ** one.tries, LONGEST_PAUSE);
		return { ...one, tries: one.tries + 1, next: new Date(Date.parse(now) + pause).toISOString() };
	});
	if (!note || !mine || !site.post) return;
	const interest = await site.backend.get<Interest>(ACCOUNTS, note.of);
	const about = interest && interest.until > now ? aboutOf(note, interest, site.post.origin) : undefined;
	const tooLate = Date.parse(now) - Date.parse(note.at) > GIVE_UP;
	if (about && interest?.email && !tooLate) {
		const link = `${site.post.origin}/interested/${interest.key}`;
		await site.post.send({ to: interest.email, link, ...site.post.write(about) });
		if (note.kind === 'reminder')
			await change<Interest>(site.backend, note.of, (one) =>
				one ? { ...one, reminded: interest.until } : undefined
			);
	}
	// A note that somebody has renewed meanwhile stays.
	await site.backend.put(ACCOUNTS, { _id: note._id, _rev: note._rev, _deleted: true });
}

/** What is to be written, if there still is anything to write. */
function aboutOf(note: Note, interest: Interest, origin: string): LetterAbout | undefined {
	const { key, check, name, until } = interest;
	const link = `${origin}/interested/${key}`;
	// Anybody may have typed anybody's address: no word of theirs goes there before its reader has said yes.
	if (note.kind === 'confirm')
		return check ? { kind: 'confirm', until, link: `${link}?mail=${check}` } : undefined;
	if (interest.proved_at === undefined) return undefined;
	if (note.kind === 'reminder')
		return interest.reminded === until ? undefined : { kind: 'reminder', name, until, link };
	const invitation = newest(interest.invited, note.group);
	if (!invitation) return undefined;
	const { text, slug } = invitation;
	return {
		...{ kind: 'invitation', name, link, text },
		...{ community: invitation.name, page: `${origin}/communities/${slug}` }
	};
}

const newest = (invited: readonly Invitation[], group: string | undefined) =>
	invited.filter((one) => one.group === group).at(-1);
