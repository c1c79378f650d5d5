/** In `file`, `from` becomes `to`. Nothing of it is in the product. */
export interface Change {
	file: string;
	from: string;
	to: string;
}

/** A bug to be planted. */
export interface Mutant {
	name: string;
	changes: Change[];
}

const push = 'sync/push.ts';
const line = 'sync/line.ts';
const run = 'sync/run.ts';
const handOver = 'store/hand-over.ts';

/** The ways in which synchronising apps lose data. A checker that misses one of them proves nothing. */
export const mutants: Mutant[] = [
	{
		name: 'trust the checkpoint',
		changes: [
			{
				file: run,
				from: "const due = urgency === 'check' || (await isAuditDue(db, server, surroundings.now()));",
				to: 'const due = false as boolean;'
			},
			{ file: run, from: 'const forgot = !due && pushed.forgot;', to: 'const forgot = false as boolean;' }
		]
	},
	{
		name: 'skip the refused',
		changes: [
			{
				file: push,
				from: "if (refusal) await markRefused(task.db, row, refusal.reason ?? refusal.error ?? 'refused', at);",
				to: 'if (refusal) await markSent(task.db, [row]);'
			}
		]
	},
	{
		name: 'ignore 401',
		changes: [{ file: line, from: 'if (first.response.status !== 401) return', to: 'if (first) return' }]
	},
	{
		name: 'last write by clock',
		changes: [
			{
				file: 'records/merge.ts',
				from: 'if (isSame(left, right)) return left as R;',
				to: `if (isSame(left, right)) return left as R;
				const last = (one: Base) => Object.values(one.dots ?? {}).map((dot) => String(dot[2])).sort().at(-1) ?? '';
				if (left) return (last(left as Base) + canonical(left) > last(right as Base) + canonical(right) ? left : right) as R;`
			}
		]
	},
	{
		name: 'drop the loser',
		changes: [
			{
				file: 'store/revise.ts',
				from: '.reduce((a, b) => mergeRecords(a, b));',
				to: '.find((one) => one._rev === row.rev) as AnyRecord;'
			}
		]
	},
	{
		name: 'wipe on 401',
		changes: [
			{
				file: run,
				from: 'openLine(surroundings, ',
				to: `openLine({ ...surroundings, fetch: async (...asked) => {
					const answer = await surroundings.fetch(...asked);
					if (answer.status === 401) await Promise.all([db.docs.clear(), db.unsent.clear()]);
					return answer;
				} }, `
			}
		]
	},
	{
		name: 'sent before read-back',
		changes: [
			{
				file: push,
				from: 'missing[row.id]?.includes(row.rev) === true',
				to: 'refusals.some((one) => one.id === row.id)'
			}
		]
	},
	{
		name: 'no time-out',
		changes: [
			{ file: line, from: 'setTimeout(late, wait.headers)', to: 'setTimeout(() => late, wait.headers)' },
			{ file: line, from: 'setTimeout(late, wait.body)', to: 'setTimeout(() => late, wait.body)' }
		]
	},
	{
		name: 'unstable merge',
		changes: [
			{
				file: 'store/revise.ts',
				from: "canonical([id, deleted, parent ?? '', body])",
				to: "canonical([id, deleted, parent ?? '', body, Math.random()])"
			}
		]
	},
	{
		name: 'early delete of the mirror',
		changes: [
			{
				file: 'store/group-store.ts',
				from: 'mirror.letGo(followedBy(kept));',
				to: 'mirror.letGo(kept.map(({ _id, _rev }): [string, string] => [_id, _rev]));'
			}
		]
	},
	{
		name: 'live',
		changes: [{ file: 'sync/replicate.ts', from: 'batches_limit: 2,', to: 'batches_limit: 2, live: true,' }]
	},
	{
		name: 'no copy of what came to wait again',
		changes: [{ file: 'store/open.ts', from: 'hasRoom() ? bare', to: '([] as string[]).length ? bare' }]
	},
	{
		name: 'an older app writes on',
		changes: [
			{
				file: 'store/group-store.ts',
				from: "if (db.isNewer()) throw new StoreError('app_too_old');",
				to: ''
			}
		]
	},
	{
		name: 'no canary',
		changes: [{ file: 'store/keepsake.ts', from: 'keep(canaryKey(gid), one);', to: '(void one, true);' }]
	},
	{
		name: 'an erasing loses the merge',
		changes: [
			{ file: 'records/merge.ts', from: 'if (erased) return erased as R;', to: 'if (!erased) void erased;' }
		]
	},
	{
		name: 'a copy of what is erased stays',
		changes: [{ file: 'store/group-store.ts', from: 'mirror.letGo(followedBy(kept));', to: '' }]
	},
	{
		name: 'erased by one phone’s clock',
		changes: [{ file: run, from: 'return there && (there < here ? there : here);', to: 'return here;' }]
	},
	{
		name: 'what is over is hidden only',
		changes: [
			{
				file: 'store/expire.ts',
				from: 'for (const one of expired) await store.erase(one._id, expiredAt(one));',
				to: 'for (const one of expired) void expiredAt(one);'
			}
		]
	},
	{
		name: 'a hand-over drops a record',
		changes: [
			{
				file: handOver,
				from: 'if (allowed.length) await writeUnsent(db, allowed);',
				to: 'if (allowed.length > 1) allowed.pop();\nif (allowed.length) await writeUnsent(db, allowed);'
			}
		]
	},
	{
		name: 'what was handed over counts as sent',
		changes: [
			{
				file: handOver,
				from: 'await db.unsent.bulkPut(documents.map(({ _id, _rev }): UnsentRow => ({ id: _id, rev: _rev, at })));',
				to: 'void at;'
			}
		]
	},
	{
		name: 'what was handed over has no copy',
		changes: [{ file: handOver, from: 'copyTo(mirror, taken);', to: '' }]
	},
	{
		name: 'a second hand-over is taken again',
		changes: [
			{
				file: handOver,
				from: 'if (unknownRevisions(rows[i], [one._rev]).length)',
				to: 'if (rows.length + unknownRevisions(rows[i], [one._rev]).length)'
			}
		]
	}
];
