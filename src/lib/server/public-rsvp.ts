import {
	editRecord,
	eraseRecord,
	groupDatabase,
	isErased,
	isSame,
	rsvp,
	RSVP_NEEDS,
	tidyText,
	type Author,
	type Problem,
	type Rsvp,
	type RsvpNeed
} from '../records/index.ts';
import { timeOf, whatToTell } from '../rules/index.ts';
import { sha256 } from './accounts.ts';
import type { Failure } from './answer.ts';
import { ACCOUNTS, BackendTrouble, REGISTRY, type Doc } from './backend.ts';
import { countAnswer, countAnswerTo } from './limits.ts';
import type { ShownEvent } from './publish-events.ts';
import { withoutHistory } from './shown.ts';
import type { Site } from './site.ts';

/** Which event, by the address of its page. */
export interface EventAsked {
	/** Its community. */
	slug: string;
	/** Bare id. */
	id: string;
}

/** What somebody typed into the form of an event's page. */
export interface TypedAnswer {
	/** 32 hexadecimal digits that the form brought along. */
	key: string;
	name: string;
	people: string;
	answer: string;
	/** How many need what, as typed. */
	needs: Partial<Record<RsvpNeed, string>>;
}

/** `key`: who has it can take the answer back. */
export type Answered = { ok: true; key: string; answer: Rsvp['answer']; told?: Rsvp['told'] } | Failure;

/** How many people one answer can be for, and how many answers an event takes from its page. */
export const MOST_PEOPLE = 30;
const MOST_ANSWERS = 500;
const KEY = /^[0-9a-f]{32}$/;
const BARE = /^[0-9a-z]{26}$/;

/** The id of the record that a key belongs to: nobody finds the key by it. */
const recordOf = (key: string) => `rsvp:${sha256(`answer ${key}`).slice(0, 26)}`;

/**
 * Takes an answer from an event's public page into its group's database. The same form once more is the same answer: sent
 * twice it counts once, sent again with other figures it is changed, and under another name it is another one.
 */
export async function answerEvent(
	site: Site,
	asked: EventAsked,
	typed: TypedAnswer,
	address: string
): Promise<Answered> {
	const found = await openEvent(site, asked);
	if (!found.ok) return found;
	const { group, event } = found;
	const db = groupDatabase(group);
	const author: Author = { member: 'server', device: 'server', at: site.now().toISOString() };
	const read = readTyped(typed, `event:${asked.id}`, author);
	if (!read.ok) return { ok: false, status: 400, code: 'wrong', problems: read.problems };
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const { key, known } = await answerOf(site, db, typed);
		const said = read.record;
		if (known && isSame(figuresOf(known), figuresOf(said)))
			return { ok: true, key, answer: known.answer, told: known.told };
		if (attempt === 0) {
			const refused = await tooMany(site, asked.id, address);
			if (refused) return refused;
		}
		const others = await answersTo(site, db, asked.id);
		if (!known && others.filter(({ source }) => source === 'public').length >= MOST_ANSWERS)
			return { ok: false, status: 409, code: 'answers_full' };
		const rest = others.filter(({ _id }) => _id !== recordOf(key));
		const told = said.answer === 'yes' ? whatToTell(rest, event.capacity, said.people) : undefined;
		const next = known
			? editRecord(withoutHistory(known) as unknown as Rsvp, { ...figuresOf(said), told }, author)
			: { ...said, _id: recordOf(key), ...(told && { told }) };
		const doc = { ...next, ...(known && { _rev: known._rev }) } as unknown as Doc;
		if ((await site.backend.put(db, doc)) !== 'conflict') return { ok: true, key, answer: said.answer, told };
	}
	throw new BackendTrouble('timeout', 'an answer is written by too many at once');
}

const figuresOf = ({ answer, people, needs }: Rsvp) => ({ answer, people, needs });

/** The key of what was typed, and its record where it is there: of one form and name there is one answer at a time. */
async function answerOf(
	site: Site,
	db: string,
	{ key: form, name }: TypedAnswer
): Promise<{ key: string; known?: Rsvp & Doc }> {
	for (let key = sha256(`${form} ${tidyText(name)}`).slice(0, 32); ; key = sha256(key).slice(0, 32)) {
		const known = await site.backend.get<Rsvp & Doc>(db, recordOf(key));
		// One that was taken back stays so.
		if (!known || !isErased(known)) return { key, known };
	}
}

async function tooMany(site: Site, event: string, address: string): Promise<Failure | undefined> {
	for (const count of [() => countAnswer(site, address), () => countAnswerTo(site, event)]) {
		const allowed = await count();
		if (!allowed.ok) return { ok: false, status: 429, code: 'too_many', retry_after: allowed.retry_after };
	}
	return undefined;
}

async function answersTo(site: Site, db: string, event: string): Promise<Rsvp[]> {
	const all = await site.backend.allDocs<Rsvp & Doc>(db, 'rsvp:');
	return all.filter((one) => one.event === `event:${event}` && rsvp.check(withoutHistory(one)).length === 0);
}

/** Takes an answer back: it says no from now on, and nothing of who gave it is left. Twice is as good as once. */
export async function takeAnswerBack(
	site: Site,
	asked: EventAsked,
	key: string
): Promise<{ ok: true } | Failure> {
	const group = await groupOf(site, asked.slug);
	const unknown: Failure = { ok: false, status: 404, code: 'answer_unknown' };
	if (!group || !KEY.test(key)) return unknown;
	const db = groupDatabase(group);
	for (let attempt = 0; attempt < 20; attempt += 1) {
		const now = await site.backend.get<Rsvp & Doc>(db, recordOf(key));
		if (!now || now.event !== `event:${asked.id}`) return unknown;
		if (isErased(now)) return { ok: true };
		const author: Author = { member: 'server', device: 'server', at: site.now().toISOString() };
		const plain = withoutHistory(now) as unknown as Rsvp;
		const gone = eraseRecord(editRecord(plain, { answer: 'no' }, author), author.at);
		const stored = await site.backend.put(db, { ...gone, _rev: now._rev } as unknown as Doc);
		if (stored !== 'conflict') return { ok: true };
	}
	throw new BackendTrouble('timeout', `${recordOf(key)} is written by too many at once`);
}

/** Whether there is an answer under this key that can still be taken back. */
export async function hasAnswer(site: Site, asked: EventAsked, key: string): Promise<boolean> {
	const group = await groupOf(site, asked.slug);
	if (!group || !KEY.test(key)) return false;
	const found = await site.backend.get<Rsvp & Doc>(groupDatabase(group), recordOf(key));
	return found !== undefined && found.event === `event:${asked.id}` && !isErased(found);
}

/** The event, if it takes answers on its page now. */
async function openEvent(
	site: Site,
	{ slug, id }: EventAsked
): Promise<{ ok: true; group: string; event: ShownEvent } | Failure> {
	const group = await groupOf(site, slug);
	const event =
		group && BARE.test(id) ? await site.backend.get<ShownEvent>(REGISTRY, `event:${group}:${id}`) : undefined;
	if (!group || !event) return { ok: false, status: 404, code: 'event_unknown' };
	if (event.status === 'cancelled') return { ok: false, status: 409, code: 'event_cancelled' };
	if (timeOf(event, site.now()) === 'past') return { ok: false, status: 409, code: 'event_over' };
	if (!event.sign_up) return { ok: false, status: 409, code: 'event_closed' };
	return { ok: true, group, event };
}

async function groupOf(site: Site, slug: string): Promise<string | undefined> {
	if (!/^[a-z0-9-]{1,80}$/.test(slug)) return undefined;
	return (await site.backend.get<Doc & { group: string }>(ACCOUNTS, `slug:${slug}`))?.group;
}

/** The record that was typed, or every field that is not right. */
function readTyped(typed: TypedAnswer, event: string, author: Author) {
	const problems: Problem[] = [];
	const whole = (value: string, field: string, most: number) => {
		const text = value.trim();
		if (!/^\d{1,6}$/.test(text)) problems.push({ field, code: text === '' ? 'required' : 'format' });
		else if (Number(text) > most) problems.push({ field, code: 'range', limit: most });
		return Number(text) || 0;
	};
	if (!KEY.test(typed.key)) problems.push({ field: 'key', code: 'format' });
	if (typed.name.trim() === '') problems.push({ field: 'name', code: 'required' });
	const people = whole(typed.people, 'people', MOST_PEOPLE);
	if (people === 0 && problems.every(({ field }) => field !== 'people'))
		problems.push({ field: 'people', code: 'range', limit: 1 });
	const needs: Rsvp['needs'] = {};
	for (const need of RSVP_NEEDS) {
		const said = typed.needs[need]?.trim();
		if (!said) continue;
		const count = whole(said, `needs.${need}`, people);
		if (count > 0) needs[need] = count;
	}
	const made = rsvp.make(
		{
			...{ event, answer: typed.answer as Rsvp['answer'], people, name: typed.name, source: 'public' },
			...(Object.keys(needs).length > 0 && { needs })
		},
		author
	);
	if (!made.ok) {
		const known = new Set(problems.map(({ field }) => field));
		problems.push(...made.problems.filter(({ field }) => !known.has(field)));
	}
	if (problems.length > 0 || !made.ok) return { ok: false as const, problems };
	return { ok: true as const, record: made.record };
}
