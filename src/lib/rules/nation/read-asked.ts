/** Reading a question out of an address. */
import { AREAS, COMMUNITY_KINDS, STATUSES } from '../../records/lists.ts';
import type { CommunitiesAsked } from './asked.ts';

/** What is wrong with a question, by its parameter. */
export interface AskedProblem {
	field: string;
	code: 'unknown' | 'format' | 'range' | 'too_long';
}

const TEXTS = {
	q: 'query',
	tag: 'tag',
	council: 'council',
	region: 'region',
	nation: 'nation',
	after: 'after'
} as const;
const LONGEST = 100;
/** Most that one page has. */
export const PAGE_MOST = 200;

/**
 * Reads a question from the parameters of an address: `q`, `tag`, `kind`, `area`, `status`, `council`, `region`, `nation`,
 * `near=longitude,latitude`, `within` in metres, `placeless=yes`, `dormant=yes`, `after`, `limit`. Others are not its own.
 */
export function readAsked(
	params: URLSearchParams
): { ok: true; asked: CommunitiesAsked } | { ok: false; problems: AskedProblem[] } {
	const asked: CommunitiesAsked = {};
	const problems: AskedProblem[] = [];
	const given = (name: string) => params.get(name)?.trim() || undefined;
	const refuse = (field: string, code: AskedProblem['code']) => void problems.push({ field, code });
	for (const [name, field] of Object.entries(TEXTS)) {
		const text = given(name);
		if (text === undefined) continue;
		if (text.length > LONGEST) refuse(name, 'too_long');
		else asked[field] = text;
	}
	const oneOf = <T extends string>(name: string, values: readonly T[], set: (value: T) => void) => {
		const text = given(name);
		if (text === undefined) return;
		const value = values.find((known) => known === text);
		if (value === undefined) refuse(name, 'unknown');
		else set(value);
	};
	oneOf('kind', COMMUNITY_KINDS, (kind) => (asked.kind = kind));
	oneOf('area', AREAS, (area) => (asked.area = area));
	oneOf('status', STATUSES, (status) => (asked.status = status));
	oneOf('dormant', ['yes'], () => (asked.dormant = true));
	oneOf('placeless', ['yes'], () => (asked.placeless = true));
	const whole = (name: 'within' | 'limit', most: number) => {
		const text = given(name);
		if (text === undefined) return;
		if (!/^\d{1,9}$/.test(text)) refuse(name, 'format');
		else if (Number(text) < 1 || Number(text) > most) refuse(name, 'range');
		else asked[name] = Number(text);
	};
	whole('within', 2_000_000);
	whole('limit', PAGE_MOST);
	const near = given('near');
	if (near !== undefined) {
		const [, x, y] = /^(-?\d{1,3}(?:\.\d{1,12})?),(-?\d{1,2}(?:\.\d{1,12})?)$/.exec(near) ?? [];
		if (x === undefined || y === undefined) refuse('near', 'format');
		else if (Math.abs(Number(x)) > 180 || Math.abs(Number(y)) > 90) refuse('near', 'range');
		else asked.near = [Number(x), Number(y)];
	}
	return problems.length > 0 ? { ok: false, problems } : { ok: true, asked };
}
