/**
 * Erasing: all that a record said of a person is gone, and only that it was there, at which door and until when, stays.
 * An erased version wins every merge, so that no phone that had not heard of it brings anything back.
 */
import { canonical } from './json.ts';
import type { Base, KindRule } from './record.ts';

/** What every record keeps. */
const ALWAYS = ['_id', 'type', 'schema', 'created_at', 'created_by', 'erased'];

/** Whether it was erased; no record of a kind that can't be ever was. */
export function isErased(rule: KindRule, record: Base): boolean {
	return rule.kept !== undefined && record.erased !== undefined;
}

/** Whether a field is still there after its record was erased. */
export function isLeft(rule: KindRule, field: string): boolean {
	return ALWAYS.indexOf(field) >= 0 || (rule.kept ?? []).indexOf(field) >= 0;
}

/** What is left of a record that is erased at this time; one that was erased before stays as it is. */
export function eraseWith<R extends Base>(rule: KindRule, record: R, at: string): R {
	if (!rule.kept) throw new Error(`a ${rule.type} is never erased`);
	const fields = Object.entries({ ...record, erased: record.erased ?? at });
	return Object.fromEntries(fields.filter(([name]) => isLeft(rule, name))) as unknown as R;
}

/** Of versions that were erased, what the first one left; `undefined` where none was. */
export function firstErased(rule: KindRule, ...versions: readonly Base[]): Base | undefined {
	const erased = versions.filter((one) => isErased(rule, one)).map((one) => eraseWith(rule, one, ''));
	const rank = (one: Base) => `${one.erased} ${canonical(one)}`;
	return erased.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
}
