import { m } from '$lib/i18n';
import { setUp, tell, thanks, want, type Template } from './template.ts';

/** An hour on the pavement. */
export const meetUp: Template = {
	kind: 'meet_up',
	name: m.templates_meet_up,
	about: m.templates_meet_up_about,
	guide: m.templates_meet_up_guide,
	start: '15:00',
	end: '16:00',
	road: true,
	tasks: [
		{ step: 'spot', title: m.templates_task_meet_spot, days: -14 },
		tell(-7),
		{ step: 'tea', title: m.templates_task_meet_tea, days: -5 },
		{ step: 'question', title: m.templates_task_meet_question, days: -3 },
		{ step: 'wet_plan', title: m.templates_task_wet_plan, days: -2 },
		setUp(m.templates_task_meet_set_up, 20),
		{ step: 'next', title: m.templates_task_meet_next, days: 0, at: { after: 'end', minutes: -10 } },
		thanks
	],
	roles: [want(m.templates_role_tea), want(m.templates_role_notes)],
	kit: [
		want(m.templates_kit_tables),
		want(m.templates_kit_chairs, 6),
		want(m.templates_kit_flask, 3),
		want(m.templates_kit_cups, 20)
	]
};
