import { expect, test } from 'vitest';
import type { Correction } from '$lib/rules';
import { sayCorrections } from './correction-words.ts';

const row = (id: string, field: Correction['field'], seen: string): Correction => ({
	...{ id, name: `Co-op ${id}`, field, listed: '', seen, when: '2026-09-12' }
});

test('what differs of one co-op is said in one go, with the day', () => {
	const said = sayCorrections([
		row('R1', 'status', 'moved'),
		row('R1', 'address', '2 Drake Street'),
		row('R2', 'status', 'gone'),
		row('R3', 'kind', 'charity')
	]);
	expect(said).toEqual([
		{
			...{ id: 'R1', name: 'Co-op R1', said: 'It has moved. Now at 2 Drake Street.' },
			seen: 'Looked at on 12 September 2026'
		},
		expect.objectContaining({ id: 'R2', said: 'It is gone.' }),
		expect.objectContaining({ id: 'R3', said: 'It is a charity, not a co-op.' })
	]);
});
