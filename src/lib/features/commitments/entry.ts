/** What somebody types to log progress, or to correct it, and the records that it comes to. */
import {
	progress,
	type AnyRecord,
	type Author,
	type Commitment,
	type Measure,
	type Problem,
	type Progress
} from '$lib/records';
import { pictureRecords } from '$lib/rules';
import type { ChosenPicture } from '$lib/ui';
import { readAmount, storedAmount, typedAmount, type AmountProblem } from '$lib/rules';

export interface EntryDraft {
	value: string;
	note: string;
}

export interface EntryProblem {
	/** `value`, `note`, or what else of the records is wrong. */
	field: string;
	code: Problem['code'] | AmountProblem;
	limit?: number;
}

/** Answers are chosen with a button each, figures are typed. */
export const isAnswer = ({ kind }: Pick<Measure, 'kind'>): boolean => kind === 'yes_no' || kind === 'rating';

/** Whether entries say by how much it moved; one that is corrected goes on saying what it said. */
export const isChange = ({ adds }: Pick<Measure, 'adds'>, corrected?: Progress): boolean =>
	corrected ? corrected.change !== undefined : adds === 'sum';

/** An entry as somebody would type it, to correct it. */
export function typedEntry({ kind }: Measure, { value, change, note }: Progress): EntryDraft {
	return { value: typedAmount(value ?? change ?? 0, kind), note: note ?? '' };
}

/**
 * An entry, after the picture that belongs to it; or what is wrong with what was typed. A correction stands at the time
 * of what it corrects, and keeps its picture.
 */
export function entryRecords(
	{ _id, measure }: Pick<Commitment, '_id' | 'measure'>,
	typed: EntryDraft,
	author: Author,
	{ picture, corrected }: { picture?: ChosenPicture; corrected?: Progress } = {}
): { ok: true; records: AnyRecord[] } | { ok: false; problems: EntryProblem[] } {
	const read = readAmount(typed.value, measure.kind);
	if (!read.ok) return { ok: false, problems: [{ field: 'value', code: read.code }] };
	const photo = picture && pictureOf(picture, author);
	if (photo && !photo.ok) return photo;
	const figure = storedAmount(read.value, measure.kind);
	const entry = progress.make(
		{
			commitment: _id,
			...(isChange(measure, corrected) ? { change: figure } : { value: figure }),
			note: typed.note.trim() || undefined,
			picture: photo?.record.picture._id ?? corrected?.picture,
			...(corrected && { corrects: corrected._id, at: corrected.at })
		},
		author
	);
	if (!entry.ok) return entry;
	return {
		ok: true,
		records: photo ? [photo.record.picture, ...photo.record.parts, entry.record] : [entry.record]
	};
}

function pictureOf({ bytes, format, width, height, about }: ChosenPicture, author: Author) {
	return pictureRecords(bytes, { format, width, height, about: about.trim() || undefined }, author);
}
