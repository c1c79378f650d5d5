import { AREAS, COMMUNITY_KINDS, STATUSES } from '../../records/lists.ts';
import { PAGE_MOST, type AskedProblem } from '../../rules/nation/index.ts';
import { refuseOpen } from './open-answer.ts';

const ONE_OF: Record<string, readonly string[]> = {
	...{ kind: COMMUNITY_KINDS, area: AREAS, status: STATUSES },
	...{ dormant: ['yes'], placeless: ['yes'] }
};
const FORMATS: Record<string, string> = {
	q: 'a postcode, whole or its first half',
	near: 'two numbers in degrees: near=longitude,latitude',
	within: 'a whole number of metres',
	limit: 'a whole number'
};
const RANGES: Record<string, string> = {
	near: 'a longitude from -180 to 180 and a latitude from -90 to 90',
	within: 'between 1 and 2000000 metres',
	limit: `between 1 and ${PAGE_MOST}`
};

/** One thing that is wrong with a question, as a sentence. */
function said({ field, code }: AskedProblem): string {
	if (code === 'too_long') return `“${field}” is longer than 100 characters.`;
	if (code === 'unknown') return `“${field}” must be one of: ${ONE_OF[field]?.join(', ')}.`;
	return `“${field}” must be ${(code === 'range' ? RANGES : FORMATS)[field]}.`;
}

/** The answer to a question that makes no sense. */
export const refuseAsked = (problems: readonly AskedProblem[]): Response =>
	refuseOpen(400, 'bad_question', problems.map(said).join(' '), { problems });
