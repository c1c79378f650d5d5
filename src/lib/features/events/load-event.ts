import type { Member, PlannedEvent, Task } from '$lib/records';
import type { GroupStore } from '$lib/store';

/** An event with its tasks, and the people of the group. */
export interface EventWithTasks {
	event: PlannedEvent;
	tasks: Task[];
	members: Member[];
}

/** What the pages of an event's plan show; undefined while the event is not on this phone. */
export async function eventWithTasks(store: GroupStore, id: string): Promise<EventWithTasks | undefined> {
	const [event, tasks, members] = await Promise.all([
		store.get<PlannedEvent>(id),
		store.list<Task>('task'),
		store.list<Member>('member')
	]);
	return event && { event, tasks: tasks.filter((one) => one.event === id), members };
}
