import * as m from './paraglide/messages.js';

const kinds: Record<string, () => string> = {
	street_party: m.calendar_kind_street_party,
	clothes_swap: m.calendar_kind_clothes_swap,
	clean_up: m.calendar_kind_clean_up,
	meet_up: m.calendar_kind_meet_up,
	first_meeting: m.calendar_kind_first_meeting,
	coop_meeting: m.calendar_kind_coop_meeting,
	talk: m.calendar_kind_talk
};

/** What kind of event it is; a kind that this app does not know is simply an event. */
export const eventKindWords = (kind: string): string => (kinds[kind] ?? m.calendar_kind_other)();
