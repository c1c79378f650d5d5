import type { EventKind } from '$lib/records';
import { cleanUp } from './clean-up.ts';
import { clothesSwap } from './clothes-swap.ts';
import { meetUp } from './meet-up.ts';
import { blank, coopMeeting, firstMeeting, talk } from './meetings.ts';
import { streetParty } from './street-party.ts';
import type { Template } from './template.ts';

export type { Template, TemplateTask } from './template.ts';

/** All templates, the commonest first and the blank one last. */
export const templates: readonly Template[] = [
	streetParty,
	clothesSwap,
	cleanUp,
	meetUp,
	firstMeeting,
	coopMeeting,
	talk,
	blank
];

/** The template of a kind of event; the blank one for a kind of a newer app. */
export const templateOf = (kind: EventKind): Template => templates.find((one) => one.kind === kind) ?? blank;
