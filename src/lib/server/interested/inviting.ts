/** What organisers see of the people around who are interested, and how they invite them: no name, no address. */
import { hasForbiddenCharacters, tidyText } from '../../records/index.ts';
import { sharesTag } from '../../rules/interested.ts';
import { tagKey } from '../../rules/nation/tags.ts';
import { change, sha256 } from '../accounts.ts';
import type { Failure } from '../answer.ts';
import { REGISTRY } from '../backend.ts';
import { countInvitation } from '../limits.ts';
import type { Published } from '../publisher.ts';
import type { PublicCommunity } from '../registry.ts';
import type { Site } from '../site.ts';
import { allInterested, peopleNear } from './counted.ts';
import { isCurrent, type Interest } from './interest.ts';
import { noteLetter } from './letters.ts';

/** Somebody as organisers see them. */
export interface Somebody {
	/** Stands for them towards this group alone. */
	id: string;
	tags: string[];
	/** When they said so, YYYY-MM. */
	month: string;
	/** The day until which they can't be invited again, where they were. */
	invited?: string;
}

type Listed = Published & Pick<PublicCommunity, 'name' | 'tags' | 'point' | 'postcode'>;

const DAY = 86_400_000;
const FORTNIGHT = 14 * DAY;
/** How many invitations are kept with somebody; the oldest make room. */
const MOST_KEPT = 20;
const LONGEST = 500;

const NOT_LISTED: Failure = { ok: false, status: 409, code: 'not_registered' };

/** Those around a registered community, and those of no place who share a tag with it; the newest first. */
export async function interestedForGroup(
	site: Site,
	group: string
): Promise<{ ok: true; people: Somebody[] } | Failure> {
	const community = await listed(site, group);
	if (!community) return NOT_LISTED;
	const around = await whoIsAround(site, community);
	const people = around.sort((a, b) => (a.at < b.at ? 1 : -1)).map((one) => asSeen(site, group, one));
	return { ok: true, people };
}

const listed = (site: Site, group: string) => site.backend.get<Listed>(REGISTRY, `listing:${group}`);

/** A community without a place has people of its interests, wherever they are. */
async function whoIsAround(site: Site, { point, postcode, tags }: Listed): Promise<Interest[]> {
	const place = point ?? postcode;
	const alike = (one: Interest) => sharesTag(tags, one.tags, tagKey);
	const all = await allInterested(site);
	if (!place) return all.filter(alike);
	const near = await peopleNear(site, place);
	const inDistrict = point && postcode ? all.filter(({ area }) => area === postcode) : [];
	const elsewhere = all.filter((one) => one.area === undefined && alike(one));
	return [...new Set([...near, ...inDistrict, ...elsewhere])];
}

function asSeen(site: Site, group: string, one: Interest): Somebody {
	const last = one.invited.filter((known) => known.group === group).at(-1);
	const again = last && Date.parse(last.at) + FORTNIGHT;
	return {
		id: standsFor(group, one),
		tags: one.tags,
		month: one.at.slice(0, 7),
		...(again && again > site.now().getTime() && { invited: new Date(again).toISOString() })
	};
}

const standsFor = (group: string, { _id }: Interest) => sha256(`${group} ${_id}`).slice(0, 32);

export interface Inviting {
	/** Ids as `interestedForGroup` gave them. */
	to: string[];
	text: string;
}

export type Invited =
	| { ok: true; sent: number; already: number; gone: number; left_over: number; retry_after?: number }
	| Failure;

/**
 * Invites people around: each sees it on their own page, and gets a letter where letters can be sent. At most twenty a day
 * from a group; somebody who had one within a fortnight counts as `already`, who has withdrawn as `gone`, and whom the
 * day's limit leaves out as `left_over`.
 */
export async function inviteInterested(site: Site, group: string, { to, text }: Inviting): Promise<Invited> {
	const words = tidyText(text);
	const problem = troubleWith(words);
	if (problem) return { ok: false, status: 400, code: 'wrong', problems: [{ field: 'text', ...problem }] };
	if (to.length === 0)
		return { ok: false, status: 400, code: 'wrong', problems: [{ field: 'to', code: 'required' }] };
	const community = await listed(site, group);
	if (!community) return NOT_LISTED;
	const around = new Map((await whoIsAround(site, community)).map((one) => [standsFor(group, one), one]));
	const done = { sent: 0, already: 0, gone: 0, left_over: 0 };
	let wait: number | undefined;
	for (const id of new Set(to)) {
		const one = around.get(id);
		if (!one) done.gone += 1;
		else if (asSeen(site, group, one).invited) done.already += 1;
		else {
			const allowed = await countInvitation(site, group);
			if (!allowed.ok) {
				wait = allowed.retry_after;
				done.left_over += 1;
			} else done[await inviteOne(site, group, community, one._id, words)] += 1;
		}
	}
	if (wait !== undefined && done.sent === 0 && done.already === 0)
		return { ok: false, status: 429, code: 'too_many', retry_after: wait };
	return { ok: true, ...done, ...(wait !== undefined && { retry_after: wait }) };
}

async function inviteOne(
	site: Site,
	group: string,
	{ name, slug }: Listed,
	id: string,
	text: string
): Promise<'sent' | 'already' | 'gone'> {
	const at = site.now().toISOString();
	const outcome: { is: 'sent' | 'already' | 'gone' } = { is: 'gone' };
	await change<Interest>(site.backend, id, (now) => {
		outcome.is = 'gone';
		if (!now || !isCurrent(now, site.now())) return undefined;
		outcome.is = asSeen(site, group, now).invited ? 'already' : 'sent';
		if (outcome.is === 'already') return undefined;
		const invited = [...now.invited, { group, name, slug, text, at }].slice(-MOST_KEPT);
		return { ...now, invited };
	});
	if (outcome.is === 'sent') await noteLetter(site, id, { kind: 'invitation', group });
	return outcome.is;
}

/** Links are refused: the letter has one to the community's page, and is nobody's way to lead strangers elsewhere. */
function troubleWith(text: string): { code: string; limit?: number } | undefined {
	if (text === '') return { code: 'required' };
	if (text.length > LONGEST) return { code: 'too_long', limit: LONGEST };
	if (hasForbiddenCharacters(text, true) || !text.isWellFormed()) return { code: 'characters' };
	return /\w:\/\/|\bwww\./i.test(text) ? { code: 'link' } : undefined;
}
