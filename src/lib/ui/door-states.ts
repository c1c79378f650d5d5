import { m } from '$lib/i18n';

/** The word of each door state; the shapes stand in StateMark. */
export const doorStateWords = {
	new: m.app_state_new,
	no_answer: m.app_state_no_answer,
	come_back: m.app_state_come_back,
	talked: m.app_state_talked,
	not_now: m.app_state_not_now,
	blocked: m.app_state_blocked,
	sign: m.app_state_sign,
	leaflet_only: m.app_state_leaflet_only,
	not_a_home: m.app_state_not_a_home,
	set_aside: m.app_state_set_aside
} as const;

export type DoorState = keyof typeof doorStateWords;
