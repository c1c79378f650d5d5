import * as m from './paraglide/messages.js';

const about: Record<string, () => string> = {
	join: m.reach_about_join,
	help: m.reach_about_help,
	ask: m.reach_about_ask,
	invite: m.reach_about_invite,
	other: m.reach_about_other
};

/** What a message to a community is about; of a newer version it is something else. */
export const messageAbout = (what: string): string => (about[what] ?? m.reach_about_other)();

/** Everything that it can be about, to choose from. */
export const messageAbouts = (): { value: string; label: string }[] =>
	Object.entries(about).map(([value, label]) => ({ value, label: label() }));
