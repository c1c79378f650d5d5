import { commitment } from '$lib/records';
import { expect, test } from 'vitest';
import { readDraft } from './commitment-draft.ts';
import { draftFrom, examples } from './examples.ts';

const at = '2026-08-31T18:00:00.000Z';

test('there are a dozen, six in each area, each different', () => {
	const all = examples();
	expect(all.filter(({ area }) => area === 'action')).toHaveLength(6);
	expect(all.filter(({ area }) => area === 'enterprise')).toHaveLength(6);
	expect(new Set(all.map(({ title }) => title)).size).toBe(12);
});

test.each(examples())('“$title” can be saved as it is', (example) => {
	const answer = readDraft(draftFrom(example, new Date(at)), at);
	expect(answer.ok).toBe(true);
	if (!answer.ok) return;
	const author = { member: 'member:01k0t0ad0ane000000000000m1', device: 'd1', at };
	expect(commitment.make(answer.input, author)).toMatchObject({ ok: true });
});
