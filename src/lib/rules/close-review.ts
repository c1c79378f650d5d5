/** Closing a yearly review: what was decided is done, and the public is told. */
import {
	answer as answerKind,
	answerId,
	editRecord,
	type Answer,
	type AnyRecord,
	type Author,
	type Commitment,
	type Community,
	type Decision,
	type Review
} from '../records/index.ts';
import { changeTarget } from './change-target.ts';
import type { RegistryFacts } from './publish.ts';
import { listingOf } from './register.ts';

/** The commitments that a review decides on, by area, then id: those that go on. */
export function underReview(commitments: readonly Commitment[]): Commitment[] {
	const order = ({ area, _id }: Commitment) => `${area} ${_id}`;
	return commitments
		.filter(({ dropped }) => dropped === undefined)
		.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** What closing will do to one commitment. */
export interface Outcome {
	commitment: Commitment;
	decision: Decision;
	/** Nobody has decided: it goes on as it is. */
	undecided: boolean;
	/** What it is to reach from here on, where that changes. */
	target?: Commitment['target'];
	note?: string;
}

/** What closing a review will do, before it is done. */
export function outcomes(
	review: Review,
	commitments: readonly Commitment[],
	answers: readonly Answer[]
): Outcome[] {
	const given = new Map(answers.map((one) => [one._id, one]));
	return underReview(commitments).map((commitment) => {
		const { decision, target, note } = given.get(answerId(review._id, commitment._id)) ?? {};
		const { value, by } = commitment.target;
		const moves = decision !== 'drop' && target && (target.value !== value || target.by !== by);
		return {
			commitment,
			decision: decision ?? 'keep',
			undecided: decision === undefined,
			...(moves && { target }),
			...(note && { note })
		};
	});
}

const DROPPED_WHY = 280;

/**
 * The records that close a review, to be saved in ONE write: either all of it is done or none, so there is nothing to
 * resume when it is cut. Without revisions, so that the store merges them with what it holds. Where nobody decided,
 * `keep` is written down. Only an organiser's phone may send them.
 */
export function closeReview(
	facts: RegistryFacts,
	review: Review,
	summary: string,
	author: Author
): AnyRecord[] {
	const { at } = author;
	const decided = outcomes(review, facts.commitments, facts.answers);
	const commitments = decided.flatMap((outcome) => {
		const changes = changesOf(outcome, at);
		return Object.keys(changes).length ? [bare(editRecord(outcome.commitment, changes, author))] : [];
	});
	const given = new Map(facts.answers.map((one) => [one._id, one]));
	const answers = decided
		.filter(({ undecided }) => undecided)
		.map(({ commitment }) => keptAs(review, commitment, given, author));
	const closed: Review = bare(
		editRecord(
			review,
			{ closed_at: at, to: at.slice(0, 10), step: 'close', summary: summary.trim() || undefined },
			author
		)
	);
	const community: Community = bare(editRecord(facts.community, { last_review_at: at }, author));
	const now: RegistryFacts = {
		...facts,
		community,
		commitments: inPlace(facts.commitments, commitments),
		reviews: inPlace(facts.reviews, [closed]),
		answers: inPlace(facts.answers, answers)
	};
	return [
		...answers,
		...commitments,
		closed,
		community,
		...(community.status === 'registered' ? [listingOf(now, author)] : [])
	];
}

function changesOf({ commitment, decision, target, note }: Outcome, at: string): Partial<Commitment> {
	if (decision !== 'drop') return target ? changeTarget(commitment, target, at) : {};
	return { dropped: { at, ...(note && { why: Array.from(note).slice(0, DROPPED_WHY).join('') }) } };
}

function keptAs(
	review: Review,
	commitment: Commitment,
	given: ReadonlyMap<string, Answer>,
	author: Author
): Answer {
	const before = given.get(answerId(review._id, commitment._id));
	if (before) return bare(editRecord<Answer>(before, { decision: 'keep' }, author));
	const made = answerKind.make({ review: review._id, of: commitment._id, decision: 'keep' }, author);
	if (!made.ok) throw new Error(`no answer for ${commitment._id}`);
	return made.record;
}

function bare<R extends AnyRecord>({ _rev: _, ...record }: R): R {
	return record as R;
}

/** The records with the newer ones in the place of their older selves; those that are new at the end. */
function inPlace<R extends AnyRecord>(records: readonly R[], newer: readonly R[]): R[] {
	const ids = new Set(newer.map(({ _id }) => _id));
	return [...records.filter(({ _id }) => !ids.has(_id)), ...newer];
}

/** What a closed review decided that has not come about: another phone's word came after it was closed. */
export function leftUndone(
	review: Review,
	commitments: readonly Commitment[],
	answers: readonly Answer[]
): Outcome[] {
	return outcomes(review, commitments, answers).filter(
		({ decision, target, undecided }) => !undecided && (decision === 'drop' || target !== undefined)
	);
}
