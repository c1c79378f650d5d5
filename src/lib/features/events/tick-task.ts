import { m } from '$lib/i18n';
import type { PlannedEvent, Task, TaskState } from '$lib/records';
import { changeState, isOpen } from '$lib/rules';
import type { GroupContext } from '$lib/store';
import { toast } from '$lib/ui';
import { saveProblem } from './event-words.ts';

/** Says that a task is done, or open again, with *Undo*. Answers whether it was saved; what went wrong is said the same way. */
export async function tickTask(
	group: GroupContext,
	event: Pick<PlannedEvent, 'when'>,
	task: Task,
	state: TaskState = isOpen(task) ? 'done' : 'to_do'
): Promise<boolean> {
	const save = (changes: Pick<Task, 'state' | 'due'>) =>
		group.store.edit<Task>(task._id, changes, group.author());
	const { title, due, state: before } = task;
	try {
		await save(changeState(task, state, event));
		const onclick = () => void save({ state: before, due }).catch((error) => toast(saveProblem(error)));
		const said = isOpen({ state }) ? m.events_unticked : m.events_ticked;
		toast(said({ title }), { action: { label: m.events_undo(), onclick } });
		return true;
	} catch (error) {
		toast(saveProblem(error));
		return false;
	}
}
