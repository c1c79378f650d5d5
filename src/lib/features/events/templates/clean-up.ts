import { m } from '$lib/i18n';
import { remind, setUp, tell, thanks, want, type Template } from './template.ts';

/** A place is made to look looked after. */
export const cleanUp: Template = {
	kind: 'clean_up',
	name: m.templates_clean_up,
	about: m.templates_clean_up_about,
	guide: m.templates_clean_up_guide,
	start: '10:00',
	end: '12:00',
	road: false,
	tasks: [
		{ step: 'place', title: m.templates_task_clean_place, days: -28 },
		{ step: 'council', title: m.templates_task_clean_council, days: -21 },
		tell(-14),
		{ step: 'tools', title: m.templates_task_clean_tools, days: -7 },
		{ step: 'safe', title: m.templates_task_clean_safe, days: -7 },
		remind,
		setUp(m.templates_task_clean_before, 15),
		{
			step: 'count',
			title: m.templates_task_clean_count,
			days: 0,
			at: { after: 'end', minutes: 0 }
		},
		{ step: 'fetched', title: m.templates_task_clean_fetched, days: 2 },
		thanks
	],
	roles: [
		want(m.templates_role_leads),
		want(m.templates_role_first_aider),
		want(m.templates_role_weighs),
		want(m.templates_role_tea)
	],
	kit: [
		want(m.templates_kit_pickers, 12),
		want(m.templates_kit_gloves, 15),
		want(m.templates_kit_bin_bags, 3),
		want(m.templates_kit_first_aid),
		want(m.templates_kit_scales)
	]
};
