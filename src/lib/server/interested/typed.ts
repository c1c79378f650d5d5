/** What somebody typed into the form, read and tidied, or every field that is not right. */
import { hasForbiddenCharacters, postcodeDistrict, tidyText, type Problem } from '../../records/index.ts';
import { MOST_TAGS } from '../../rules/interested.ts';
import { tagFor, tagKey } from '../../rules/nation/tags.ts';

export interface TypedInterest {
	/** 32 hexadecimal digits that the form brought along. */
	key: string;
	/** A whole postcode or the first half of one. */
	postcode: string;
	/** Those that were ticked. */
	tags: string[];
	/** Others, parted by commas. */
	more: string;
	email: string;
	name: string;
	agree: boolean;
}

/** What is kept of it. */
export interface ReadInterest {
	area?: string;
	tags: string[];
	name?: string;
	email?: string;
}

const KEY = /^[0-9a-f]{32}$/;
/** One address and nothing else: no name, no second one, nothing that ends a line or needs quoting. */
const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?\.[a-z]{2,24}$/i;
const LONGEST = { name: 40, tag: 40, email: 200 };

/** `relayed`: letters can be sent. An address that could not be used is not kept. */
export function readTyped(
	typed: TypedInterest,
	relayed: boolean
): { ok: true; said: ReadInterest } | { ok: false; problems: Problem[] } {
	const problems: Problem[] = [];
	const wrong = (field: string, code: Problem['code'], limit?: number) =>
		problems.push(limit === undefined ? { field, code } : { field, code, limit });
	const line = (field: string, text: string, most: number) => {
		if (text.length > most) wrong(field, 'too_long', most);
		else if (hasForbiddenCharacters(text, false) || !text.isWellFormed()) wrong(field, 'characters');
	};
	if (!KEY.test(typed.key)) wrong('key', 'format');
	const postcode = typed.postcode.trim();
	const area = postcode === '' ? undefined : postcodeDistrict(postcode.toUpperCase().replace(/\s+/g, ''));
	if (postcode !== '' && area === undefined) wrong('postcode', 'format');
	const tags = readTags(typed);
	if (tags.length > MOST_TAGS) wrong('tags', 'too_many', MOST_TAGS);
	for (const tag of tags) if (problems.every(({ field }) => field !== 'more')) line('more', tag, LONGEST.tag);
	if (postcode === '' && tags.length === 0) wrong('postcode', 'required');
	const email = relayed ? typed.email.trim() : '';
	if (email.length > LONGEST.email) wrong('email', 'too_long', LONGEST.email);
	else if (email !== '' && (!EMAIL.test(email) || email.includes('..'))) wrong('email', 'format');
	const name = tidyText(typed.name);
	line('name', name, LONGEST.name);
	if (!typed.agree) wrong('agree', 'required');
	if (problems.length > 0) return { ok: false, problems };
	return {
		ok: true,
		said: { ...(area && { area }), tags, ...(name && { name }), ...(email && { email }) }
	};
}

/** Ticked and typed ones, other words for the same brought together, each once. */
function readTags({ tags, more }: TypedInterest): string[] {
	const found = new Map<string, string>();
	for (const word of [...tags, ...more.split(/[,;\n]/)]) {
		const tag = tagFor(tidyText(word));
		if (tag !== '' && !found.has(tagKey(tag))) found.set(tagKey(tag), tag);
	}
	return [...found.values()];
}
