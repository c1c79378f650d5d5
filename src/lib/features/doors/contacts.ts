import { formatDate, formatList, m } from '$lib/i18n';
import type { Contact, Problem } from '$lib/records';
import { inMonths, seasonEnd } from '$lib/rules';

/** What people offer a number for; each with the words that follow *to*. */
const PURPOSES = {
	news: [m.contacts_news, m.contacts_news_for],
	invite: [m.contacts_invite, m.contacts_invite_for],
	offer: [m.contacts_offer, m.contacts_offer_for],
	need: [m.contacts_need, m.contacts_need_for],
	call: [m.contacts_call, m.contacts_call_for]
} as const;

export const purposeOptions = () =>
	Object.entries(PURPOSES).map(([value, [label]]) => ({ value, label: label() }));

/** What it is for, in words that follow *to*: the chosen purposes, and their own. */
export function sayPurpose(chosen: readonly string[], own: string): string {
	const told = Object.entries(PURPOSES).flatMap(([value, [, words]]) =>
		chosen.includes(value) ? [words()] : []
	);
	return formatList([...told, own.trim()].filter(Boolean));
}

export type Until = 'season' | '3' | '12';

/** The last day on which it may be kept. */
export function lastDay(until: Until, now: Date): string {
	return until === 'season' ? seasonEnd(now) : inMonths(Number(until), now);
}

export function untilOptions(now: Date): { value: Until; label: string }[] {
	const day = (until: Until) => ({ day: formatDate(lastDay(until, now)) });
	return [
		{ value: 'season', label: m.contacts_until_season(day('season')) },
		{ value: '3', label: m.contacts_until_3(day('3')) },
		{ value: '12', label: m.contacts_until_12(day('12')) }
	];
}

interface Asked {
	group: string;
	phone: string;
	email: string;
	purpose: string;
	expires: string;
}

/** The words to read out, which are kept as they are with what was agreed; none before it is known what for. */
export function wordsToRead({ group, phone, email, purpose, expires }: Asked): string {
	if (!purpose) return '';
	const both = phone.trim() && email.trim();
	const one = email.trim() ? m.contacts_what_email() : m.contacts_what_phone();
	const what = both ? m.contacts_what_both() : one;
	return m.contacts_words({ group, what, purpose, day: formatDate(expires) });
}

/** The sentence for what is wrong with a field of a contact, or nothing when nothing is. */
export function sayContactProblem(problems: readonly Problem[], field: string): string | undefined {
	const problem = problems.find((one) => one.field === field);
	if (!problem) return undefined;
	if (problem.code === 'too_long') return m.doors_problem_too_long({ limit: problem.limit ?? 80 });
	if (field === 'phone')
		return problem.code === 'required' ? m.contacts_problem_way() : m.contacts_problem_phone();
	if (field === 'email') return m.contacts_problem_email();
	if (field === 'for') return m.contacts_problem_for();
	return problem.code === 'required' ? m.contacts_problem_name() : m.doors_problem_format();
}

/** All values of a field: the one in front, and what others wrote at the same time. */
export function valuesOf(contact: Contact, field: 'name' | 'phone' | 'email'): string[] {
	const all = [contact[field], ...(contact.also?.[field] ?? []).map(({ value }) => value)];
	return all.filter((value): value is string => typeof value === 'string');
}

/** How to reach somebody: links that call or write. */
export function waysTo(contact: Contact): { href: string; text: string }[] {
	return [
		...valuesOf(contact, 'phone').map((text) => ({ href: `tel:${text.replace(/[^+\d]/g, '')}`, text })),
		...valuesOf(contact, 'email').map((text) => ({ href: `mailto:${encodeURI(text)}`, text }))
	];
}
