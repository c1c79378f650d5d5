import { bareId } from '$lib/records';

/** The addresses of a group's event pages. */
export function eventsAt(gid: string) {
	const list = `/g/${gid}/events`;
	const one = (id: string) => `${list}/${bareId(id)}`;
	return {
		list,
		/** Choosing a template; the form follows. */
		new: `${list}/new`,
		/** Taking over a calendar file. */
		take: `${list}/take`,
		one,
		change: (id: string) => `${one(id)}/change`,
		tasks: (id: string) => `${one(id)}/tasks`,
		task: (id: string, task: string) => `${one(id)}/tasks/${bareId(task)}`,
		road: (id: string) => `${one(id)}/road`,
		plan: (id: string) => `${one(id)}/road/plan`,
		/** Paper for the council and for the neighbours. */
		closure: (id: string) => `${one(id)}/road/closure`,
		letter: (id: string) => `${one(id)}/road/letter`,
		bring: (id: string) => `${one(id)}/bring`,
		coming: (id: string) => `${one(id)}/coming`,
		day: (id: string) => `${one(id)}/day`,
		after: (id: string) => `${one(id)}/after`,
		/** Telling people: calendar, public page, posters and invitations. */
		share: (id: string) => `${one(id)}/share`,
		poster: (id: string) => `${one(id)}/share/poster`,
		invitation: (id: string) => `${one(id)}/share/invitation`,
		/** A new story of an event. */
		tell: (id: string) => `/g/${gid}/stories/new?event=${bareId(id)}`
	};
}
