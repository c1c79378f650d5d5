/** What is done to the plan of a street: put, moved, made longer, taken off, and each taken back again. */
import { m } from '$lib/i18n';
import { spot, type Spot } from '$lib/records';
import type { GroupContext } from '$lib/store';
import { saveProblem } from '../event-words.ts';
import { spotName } from './road-words.ts';

type Point = [number, number];

/** A line has no more corners than its record takes. */
const MOST_CORNERS = 40;

/** Call during component initialisation. */
export function drawing(
	{ store, author }: GroupContext,
	now: () => { event: string; spots: readonly Spot[] }
) {
	let sort = $state<Spot['sort']>('table');
	let label = $state('');
	let labelProblem = $state<string>();
	let said = $state('');
	let failed = $state('');
	let undo = $state.raw<() => Promise<unknown>>();
	/** The line that further taps make longer. */
	let line = $state<string>();

	const change = (id: string, changes: Partial<Pick<Spot, 'at' | 'gone'>>) =>
		store.edit<Spot>(id, changes, author());
	const find = (id: string | undefined) => now().spots.find(({ _id }) => _id === id);

	/** One after the other, so that a second tap builds on the first. */
	let last: Promise<void> = Promise.resolve();
	function doing(
		what: () => Promise<{ words: string; back?: () => Promise<unknown> } | void>
	): Promise<void> {
		last = last.then(async () => {
			try {
				const done = await what();
				if (!done) return;
				said = done.words;
				undo = done.back;
				failed = '';
			} catch (error) {
				failed = saveProblem(error);
			}
		});
		return last;
	}

	async function longer(point: Point) {
		const before = line && (await store.get<Spot>(line));
		if (!before || before.gone || before.at.length >= MOST_CORNERS) return undefined;
		await change(before._id, { at: [...before.at, point] });
		return { words: m.road_plan_longer(), back: () => change(before._id, { at: before.at }) };
	}

	async function add(at: Point) {
		const named = label.trim();
		if (sort === 'other' && !named) return void (labelProblem = m.road_plan_label_other());
		if (named.length > 40) return void (labelProblem = m.road_plan_label_long());
		labelProblem = undefined;
		const made = spot.make({ event: now().event, sort, ...(named && { label: named }), at: [at] }, author());
		if (!made.ok) return void (labelProblem = m.road_plan_label_wrong());
		await store.put(made.record);
		const id = made.record._id;
		label = '';
		if (sort === 'fire_access') line = id;
		return {
			words: m.road_plan_put({ name: spotName(made.record) }),
			back: () => ((line = undefined), change(id, { gone: true }))
		};
	}

	return {
		get sort() {
			return sort;
		},
		choose(next: Spot['sort']) {
			sort = next;
			line = labelProblem = undefined;
		},
		get label() {
			return label;
		},
		set label(next) {
			label = next;
		},
		get labelProblem() {
			return labelProblem;
		},
		get said() {
			return said;
		},
		get failed() {
			return failed;
		},
		get undo() {
			return undo !== undefined;
		},
		/** Whether the next tap makes a line longer. */
		get inLine() {
			return find(line) !== undefined;
		},
		endLine() {
			line = undefined;
		},
		put: (point: Point) => doing(async () => (await longer(point)) ?? (await add(point))),
		/** The point, counted through all that is on the plan, was dragged to another place. */
		move(index: number, point: Point) {
			let from = 0;
			const moved = now().spots.find(({ at }) => (from += at.length) > index);
			if (!moved) return;
			const corner = index - (from - moved.at.length);
			void doing(async () => {
				await change(moved._id, { at: moved.at.with(corner, point) });
				return {
					words: m.road_plan_moved({ name: spotName(moved) }),
					back: () => change(moved._id, { at: moved.at })
				};
			});
		},
		remove: (gone: Spot) =>
			void doing(async () => {
				await change(gone._id, { gone: true });
				return {
					words: m.road_plan_gone({ name: spotName(gone) }),
					back: () => change(gone._id, { gone: undefined })
				};
			}),
		takeBack() {
			const back = undo;
			if (back)
				void doing(async () => {
					await back();
					return { words: m.road_plan_undone() };
				});
		}
	};
}
