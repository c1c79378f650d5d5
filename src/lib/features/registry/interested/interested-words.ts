import { formatNumber, m } from '$lib/i18n';
import type { SaidCount } from '$lib/rules/interested.ts';
import type { InterestRefused } from './public-interest.ts';

type Refused = InterestRefused['refused'];

/** "7 people near here are interested"; nothing where nobody is. */
export function nearWords(count: SaidCount): string | undefined {
	if (count === 'few') return m.interested_near_few();
	return count > 0 ? m.interested_near({ count, shown: formatNumber(count) }) : undefined;
}

/** How many others there are, for somebody who is interested; `placed`: it is known where their district is. */
export function othersWords(area: string | undefined, count: SaidCount, placed: boolean): string {
	if (area === undefined) {
		if (count === 'few') return m.interested_own_alike_few();
		return count > 0
			? m.interested_own_alike({ count, shown: formatNumber(count) })
			: m.interested_own_alike_none();
	}
	if (count === 'few') return m.interested_own_others_few({ area });
	return count > 0
		? m.interested_own_others({ area, count, shown: formatNumber(count) })
		: placed
			? m.interested_own_others_none({ area })
			: m.interested_own_others_none_here({ area });
}

/** Who gets what and for how long: the words that are agreed to, and kept. */
export const agreement = (relayed: boolean): string[] => [
	m.interested_who_everybody(),
	m.interested_who_organisers(),
	relayed ? m.interested_who_email() : m.interested_who_name(),
	m.interested_who_until()
];

/** Why the form was not taken. */
export function refusalWords({ code, retry_after = 3600 }: Pick<Refused, 'code' | 'retry_after'>): string {
	if (code === 'too_many') return m.interested_refused_too_many({ hours: Math.ceil(retry_after / 3600) });
	if (code === 'too_many_letters') return m.interested_refused_too_many_letters();
	return code === 'wrong' ? m.interested_refused_wrong() : m.interested_refused_unavailable();
}

/** What is wrong with a field of the form. */
export function problemWords({ field, code, limit = 0 }: Refused['problems'][number]): string {
	if (code === 'too_long') return m.interested_problem_too_long({ limit });
	if (code === 'characters') return m.interested_problem_characters();
	if (field === 'postcode')
		return code === 'required' ? m.interested_problem_postcode_required() : m.interested_problem_postcode();
	if (field === 'tags') return m.interested_problem_tags();
	return field === 'agree' ? m.interested_problem_agree() : m.interested_problem_email();
}
