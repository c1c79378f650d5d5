import { m } from '$lib/i18n';
import { clearUp, setUp, thanks, want, type Template } from './template.ts';

/** A road without cars for an afternoon. Councils want to know four to twelve weeks before, most often six. */
export const streetParty: Template = {
	kind: 'street_party',
	name: m.templates_street_party,
	about: m.templates_street_party_about,
	guide: m.templates_street_party_guide,
	start: '14:00',
	end: '18:00',
	road: true,
	tasks: [
		{ step: 'ask_street', title: m.templates_task_ask_street, days: -63 },
		{
			step: 'council',
			title: m.templates_task_council_road,
			days: -42,
			late: m.templates_late_council_road
		},
		{ step: 'letter', title: m.templates_task_letter, days: -35 },
		{ step: 'insurance', title: m.templates_task_insurance, days: -35 },
		{ step: 'road_signs', title: m.templates_task_road_signs, days: -28 },
		{ step: 'alcohol', title: m.templates_task_alcohol, days: -21, late: m.templates_late_alcohol },
		{ step: 'tables', title: m.templates_task_tables, days: -21 },
		{ step: 'food', title: m.templates_task_food, days: -14 },
		{ step: 'power', title: m.templates_task_power, days: -14 },
		{ step: 'games', title: m.templates_task_games, days: -14 },
		{ step: 'first_aid', title: m.templates_task_first_aid, days: -10 },
		{ step: 'wet_plan', title: m.templates_task_wet_plan, days: -7 },
		{ step: 'fire_way', title: m.templates_task_fire_way, days: -7 },
		{ step: 'cars', title: m.templates_task_cars, days: -3 },
		setUp(m.templates_task_close_road, 60),
		clearUp(m.templates_task_clear_road),
		{ step: 'give_back', title: m.templates_task_give_back, days: 2 },
		thanks
	],
	roles: [
		want(m.templates_role_steward, 2),
		want(m.templates_role_first_aider),
		want(m.templates_role_games, 2),
		want(m.templates_role_clears_up, 4)
	],
	kit: [
		want(m.templates_kit_tables, 6),
		want(m.templates_kit_chairs, 30),
		want(m.templates_kit_lead, 2),
		want(m.templates_kit_road_sign, 2),
		want(m.templates_kit_first_aid),
		want(m.templates_kit_gazebo, 2),
		want(m.templates_kit_bin_bags, 2)
	]
};
