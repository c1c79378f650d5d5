/** What a fault did to what people had saved: counted in every test, and printed in `docs/reliability.md`. */
import type { TestContext } from 'vitest';
import { groupDatabase } from '../../src/lib/records/index.ts';
import type { Doc } from '../../src/lib/server/backend.ts';
import { leavesOf } from '../../src/lib/store/adapter/revisions.ts';
import type { Phone, World } from './phone.ts';

/** One row of the table. */
export interface FaultRow {
	fault: number;
	/** Where it ran: `engine` in Node, or a browser's name. */
	engine: string;
	/** What it spoke to. */
	against: string;
	/** How often it was tried. */
	runs: number;
	lost: number;
	doubled: number;
	/** What else was measured, in words. */
	figure: string;
}

declare module 'vitest' {
	interface TaskMeta {
		fault?: FaultRow;
	}
}

export interface Count {
	runs: number;
	/** Saved and acknowledged, and not on the phone, or on the server after healing. */
	lost: number;
	/** More of it than was made. */
	doubled: number;
	/** Not sent, or no round without trouble, three rounds after the fault went away. */
	stuck: number;
	/** Called sent, and not on the server. */
	untrue: number;
}

export const newCount = (): Count => ({ runs: 0, lost: 0, doubled: 0, stuck: 0, untrue: 0 });
export const nothing = { lost: 0, doubled: 0, stuck: 0, untrue: 0 };

/** While the fault lasts: everything saved is on the phone, and what is called sent is on the server. */
export async function lookDuring(
	count: Count,
	{ registry, gid }: Pick<World, 'registry' | 'gid'>,
	phone: Phone,
	saved: string[]
) {
	const rows = await phone.db.docs.bulkGet(saved);
	count.lost += rows.filter((row) => !row).length;
	const unsent = new Set((await phone.db.unsent.toArray()).map((row) => `${row.id} ${row.rev}`));
	const there = await registry.site.backend.leaves(groupDatabase(gid), saved);
	for (const row of rows) {
		if (!row) continue;
		const known = new Set((there.get(row.id) ?? []).flatMap(history));
		for (const { rev } of leavesOf(row))
			if (!unsent.has(`${row.id} ${rev}`) && !known.has(rev)) count.untrue++;
	}
}

/** A leaf and everything that it follows. */
function history({ _revisions }: Doc): string[] {
	const { start, ids } = _revisions ?? { start: 0, ids: [] };
	return ids.map((id, i) => `${start - i}-${id}`);
}

/** After the fault: at most three rounds, and everything saved is on both sides, once. */
export async function heal(
	count: Count,
	world: Pick<World, 'registry' | 'gid' | 'proxy'>,
	phone: Phone,
	saved: string[]
) {
	world.proxy.reset();
	let well = false;
	for (let round = 0; round < 3 && !well; round++) {
		const outcome = await phone.sync(round === 2 ? 'now' : 'soon');
		well = outcome.ok && (await phone.db.unsent.count()) === 0;
	}
	if (!well || (await phone.device.outbox.list(phone.gid)).length) count.stuck++;
	const there = await world.registry.site.backend.leaves(groupDatabase(world.gid), saved);
	for (const id of saved) {
		const leaves = there.get(id)?.length ?? 0;
		const row = await phone.db.docs.get(id);
		if (leaves === 0 || !row || row.deleted) count.lost++;
		if (leaves > 1 || (row && leavesOf(row).length > 1)) count.doubled++;
	}
}

/** Puts the row beside the test's own result; it counts only when the test passes. */
export function report(
	{ task }: Pick<TestContext, 'task'>,
	fault: number,
	count: Count,
	figure: string,
	against = 'gateway by proxy'
): void {
	const { runs, lost, doubled } = count;
	task.meta.fault = { fault, engine: 'engine', against, runs, lost, doubled, figure };
}
