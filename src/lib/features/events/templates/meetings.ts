import { m } from '$lib/i18n';
import { clearUp, remind, room, setUp, tell, thanks, want, type Template } from './template.ts';

const atTheEnd = { after: 'end', minutes: -20 } as const;

/** Those who said yes at the door begin. */
export const firstMeeting: Template = {
	kind: 'first_meeting',
	name: m.templates_first_meeting,
	about: m.templates_first_meeting_about,
	guide: m.templates_first_meeting_guide,
	start: '19:00',
	end: '20:30',
	road: false,
	tasks: [
		room(-21),
		{ step: 'invite', title: m.templates_task_first_invite, days: -14 },
		{ step: 'question', title: m.templates_task_meet_question, days: -7 },
		remind,
		{ step: 'tea', title: m.templates_task_first_tea, days: -1 },
		setUp(m.templates_task_first_set_up, 30),
		{ step: 'agree', title: m.templates_task_first_agree, days: 0, at: atTheEnd },
		{ step: 'notes', title: m.templates_task_first_notes, days: 2 },
		thanks
	],
	roles: [want(m.templates_role_chairs), want(m.templates_role_notes), want(m.templates_role_door)],
	kit: [want(m.templates_kit_stickers), want(m.templates_kit_paper), want(m.templates_kit_cups, 15)]
};

/** Principle 6: co-operatives trade with one another. */
export const coopMeeting: Template = {
	kind: 'coop_meeting',
	name: m.templates_coop_meeting,
	about: m.templates_coop_meeting_about,
	guide: m.templates_coop_meeting_guide,
	start: '10:00',
	end: '11:30',
	road: false,
	tasks: [
		{ step: 'list', title: m.templates_task_coop_list, days: -42 },
		{ step: 'invite', title: m.templates_task_coop_invite, days: -35 },
		room(-28),
		{ step: 'ask', title: m.templates_task_coop_ask, days: -21 },
		{ step: 'sheet', title: m.templates_task_coop_sheet, days: -7 },
		remind,
		setUp(m.templates_task_coop_set_up, 30),
		{ step: 'agree', title: m.templates_task_coop_agree, days: 0, at: atTheEnd },
		{ step: 'notes', title: m.templates_task_coop_notes, days: 2 },
		thanks,
		{ step: 'after', title: m.templates_task_coop_after, days: 30 }
	],
	roles: [want(m.templates_role_chairs), want(m.templates_role_notes)],
	kit: [want(m.templates_kit_stickers), want(m.templates_kit_paper)]
};

/** Somebody who knows, or a film, and a conversation. */
export const talk: Template = {
	kind: 'talk',
	name: m.templates_talk,
	about: m.templates_talk_about,
	guide: m.templates_talk_guide,
	start: '19:00',
	end: '21:00',
	road: false,
	tasks: [
		{ step: 'speaker', title: m.templates_task_talk_speaker, days: -56 },
		room(-42),
		{ step: 'licence', title: m.templates_task_talk_licence, days: -35 },
		tell(-21),
		{ step: 'try', title: m.templates_task_talk_try, days: -4 },
		remind,
		setUp(m.templates_task_talk_set_up, 60),
		{
			step: 'questions',
			title: m.templates_task_talk_questions,
			days: 0,
			at: { after: 'end', minutes: -60 }
		},
		clearUp(),
		thanks
	],
	roles: [want(m.templates_role_chairs), want(m.templates_role_door), want(m.templates_role_sound)],
	kit: [
		want(m.templates_kit_projector),
		want(m.templates_kit_screen),
		want(m.templates_kit_microphone),
		want(m.templates_kit_lead)
	]
};

/** A blank sheet. */
export const blank: Template = {
	kind: 'other',
	name: m.templates_other,
	about: m.templates_other_about,
	guide: m.templates_other_guide,
	start: '14:00',
	end: '16:00',
	road: false,
	tasks: [],
	roles: [],
	kit: []
};
