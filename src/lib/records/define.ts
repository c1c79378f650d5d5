/**
 * Joins a kind's rule with what phones do with its records. Every kind is one call of `define`.
 */
import { checkAgainst, mayWriteWith, upgradeWith } from './guard.ts';
import { mergeWith, sortedSet } from './merge.ts';
import type { Author, Base, KindDefinition, KindRule, Made } from './record.ts';
import { tidyValue } from './text.ts';

type Fields<R extends Base> = Omit<R, keyof Base>;

export interface KindPurpose<R extends Base, Input> {
	/** The id and the fields that an input comes to. Nothing is checked yet. */
	begin(input: Input, author: Author): { id: string; fields: Fields<R> };
	readonly personal: readonly string[];
	publicView?(record: R): object;
	sample(): R;
	/** Other valid values for the sample's fields, and one for each field that it leaves out: what tests edit and merge. */
	variant(): Partial<R>;
	/** Only for kinds that are derived as a whole: how two versions merge. */
	merge?(a: R, b: R): R;
}

/** The definition of a kind. */
export function define<R extends Base, Input>(
	rule: KindRule<R>,
	purpose: KindPurpose<R, Input>
): KindDefinition<R, Input> {
	const guard = rule as unknown as KindRule;
	const { begin, ...rest } = purpose;
	return {
		...rule,
		make(input, author) {
			return makeWith(guard, begin(tidyValue(input) as Input, author), author);
		},
		check: (value) => checkAgainst({ [rule.type]: guard }, value),
		upgrade: (old) => upgradeWith(guard, old) as R,
		merge: (a, b) => mergeWith(guard, a, b),
		mayWrite: (who, next, before) => mayWriteWith(guard, who, next, before),
		...rest
	};
}

function makeWith<R extends Base>(
	rule: KindRule,
	begun: { id: string; fields: Fields<R> },
	author: Author
): Made<R> {
	const fields = Object.entries(begun.fields)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => [
			name,
			rule.sets.includes(name) && Array.isArray(value) ? sortedSet(value) : value
		]);
	const record: unknown = {
		...Object.fromEntries(fields),
		_id: begun.id,
		type: rule.type,
		schema: rule.schema,
		created_at: author.at,
		created_by: author.member
	};
	const problems = checkAgainst({ [rule.type]: rule }, record);
	return problems.length > 0 ? { ok: false, problems } : { ok: true, record: record as R };
}
