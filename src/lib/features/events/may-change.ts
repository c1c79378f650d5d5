import { mayWrite, type PlannedEvent, type Role } from '$lib/records';

/** Whether somebody of this role may change the event itself, as the server will judge it. */
export const mayChange = (event: PlannedEvent, role: Role): boolean =>
	mayWrite({ member: event.created_by, role }, event, event) === true;
