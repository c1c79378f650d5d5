import { m } from '$lib/i18n';
import { clearUp, remind, room, setUp, tell, thanks, want, type Template } from './template.ts';

/** People bring what they no longer wear. */
export const clothesSwap: Template = {
	kind: 'clothes_swap',
	name: m.templates_clothes_swap,
	about: m.templates_clothes_swap_about,
	guide: m.templates_clothes_swap_guide,
	start: '11:00',
	end: '15:00',
	road: false,
	tasks: [
		room(-42),
		{ step: 'rule', title: m.templates_task_swap_rule, days: -28 },
		tell(-21),
		{ step: 'rails', title: m.templates_task_swap_rails, days: -14 },
		{ step: 'sorters', title: m.templates_task_swap_sorters, days: -10 },
		remind,
		setUp(m.templates_task_swap_set_up, 60),
		clearUp(),
		{ step: 'rest', title: m.templates_task_swap_rest, days: 2 },
		thanks
	],
	roles: [
		want(m.templates_role_door),
		want(m.templates_role_sorts, 4),
		want(m.templates_role_tea),
		want(m.templates_role_clears_up, 3)
	],
	kit: [
		want(m.templates_kit_rails, 6),
		want(m.templates_kit_hangers, 150),
		want(m.templates_kit_tables, 4),
		want(m.templates_kit_mirror, 2),
		want(m.templates_kit_labels)
	]
};
