/** A look at a co-op, as records: saved with one tap, taken back with another. Pure. */
import {
	audit,
	undo,
	type AuditNote,
	type AuditNoteInput,
	type Author,
	type Problem,
	type Seen,
	type Undo
} from '$lib/records';

/** What can be said with one tap; `new` is said with the co-op itself. */
export const LOOKS = ['unsure', 'moved', 'gone', 'confirmed'] as const satisfies readonly Seen[];
export type LookSaid = (typeof LOOKS)[number];

/** A note of what was seen; throws where nothing of it could be wrong and something is. */
export function lookOf(input: AuditNoteInput, author: Author): AuditNote {
	const made = audit.make(input, author);
	if (!made.ok) throw new Error(`a look that is none: ${JSON.stringify(made.problems)}`);
	return made.record;
}

/** Where it moved to, as it is typed. */
export interface MovedDraft {
	place: string;
	point?: [number, number];
}

/** A further note of where it is now; nothing where nothing was said. */
export function movedNote(
	of: string,
	{ place, point }: MovedDraft,
	author: Author
): { ok: true; record?: AuditNote } | { ok: false; problems: Problem[] } {
	const words = place.trim();
	if (!words && !point) return { ok: true };
	return audit.make(
		{ of, seen: 'moved', moved_to: { ...(words && { place: words }), ...(point && { point }) } },
		author
	);
}

/** What takes a look back. */
export function takeBackOf(look: string, author: Author): Undo {
	const made = undo.make({ of: look }, author);
	if (!made.ok) throw new Error(`nothing that can be taken back: ${look}`);
	return made.record;
}
