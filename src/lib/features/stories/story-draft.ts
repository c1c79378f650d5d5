/**
 * What somebody types into the form of a story, and what it comes to. Pure: the record's own check has the last word.
 */
import type {
	Commitment,
	Outcome,
	Picture,
	PlannedEvent,
	Status,
	Story,
	StoryFigure,
	StoryInput
} from '$lib/records';
import type { CommitmentStatus } from '$lib/rules';

export const MOST_PICTURES = 4;

/** A picture that is in the group's store by now, and what is said of it. */
export interface DraftPicture {
	id: string;
	about: string;
	consent: boolean;
}

export interface StoryDraft {
	title: string;
	text: string;
	/** Id of the commitment that it tells of, or nothing. */
	commitment: string;
	pictures: DraftPicture[];
}

/** A form to begin with, about this commitment. */
export const emptyDraft = (commitment = ''): StoryDraft => ({
	title: '',
	text: '',
	commitment,
	pictures: []
});

/** What the story of an event begins with: its title, and what those who held it said of it. Whom they thank stays theirs. */
export const beginWith = (
	{ title }: Pick<PlannedEvent, 'title'>,
	{ went_well, do_otherwise }: Pick<Outcome, 'went_well' | 'do_otherwise'> = {}
): Pick<StoryDraft, 'title' | 'text'> => ({
	title,
	text: [went_well, do_otherwise].filter(Boolean).join('\n\n')
});

/** Whether anything was written that would be missed. */
export const isBegun = ({ title, text, pictures }: StoryDraft): boolean =>
	title.trim() !== '' || text.trim() !== '' || pictures.length > 0;

/** A story as the form shows it, to be changed. */
export function draftOf(story: Story, pictures: ReadonlyMap<string, Picture>): StoryDraft {
	return {
		title: story.title,
		text: story.text,
		commitment: story.commitment ?? '',
		pictures: (story.pictures ?? []).map((id) => {
			const { about = '', consent = false } = pictures.get(id) ?? {};
			return { id, about, consent };
		})
	};
}

type Row = Commitment & { progress: CommitmentStatus };

/** How a commitment stands today, to go with its story; nothing while nothing is counted for it. */
export function figureOf({ measure, target, progress }: Row, now: Date): StoryFigure | undefined {
	if (progress.value === undefined) return undefined;
	return {
		label: measure.label,
		unit: measure.unit,
		kind: measure.kind,
		value: progress.value,
		target: { value: target.value, by: target.by },
		status: progress.status,
		at: now.toISOString().slice(0, 10)
	};
}

/** What the form comes to, with the figure as it stands now. */
export function inputOf(draft: StoryDraft, commitments: readonly Row[], now: Date): StoryInput {
	const told = commitments.find(({ _id }) => _id === draft.commitment);
	const figure = told && figureOf(told, now);
	return {
		title: draft.title,
		text: draft.text,
		...(draft.commitment && { commitment: draft.commitment }),
		...(figure && { figure }),
		...(draft.pictures.length > 0 && { pictures: draft.pictures.map(({ id }) => id) })
	};
}

/** What helps somebody to begin, by how the commitment went. */
export function askFor(status: Status | undefined): 'plain' | 'achieved' | 'behind' | 'missed' {
	if (status === 'achieved') return 'achieved';
	if (status === 'missed' || status === 'dropped') return 'missed';
	return status === 'behind' || status === 'at_risk' ? 'behind' : 'plain';
}
