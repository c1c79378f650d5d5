import type { PlannedEvent, Role } from '$lib/records';

/** Whether somebody may change the event itself: one that strangers are told of is an organiser's to change. */
export const mayChange = ({ shown }: PlannedEvent, role: Role): boolean =>
	role === 'organiser' || (role === 'volunteer' && !shown);
