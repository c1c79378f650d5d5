import { expect, test } from 'vitest';
import type { Suppression, Undo, Visit } from '../records/index.ts';
import { FEWEST_NEIGHBOURS, streetSaid } from './street-said.ts';

let made = 0;
const visit = (result: Visit['result'], ...interests: string[]) =>
	({ _id: `visit:${++made}`, type: 'visit', at: `2026-07-12T10:00:00.000Z`, result, interests }) as Visit;
const undo = ({ _id: of }: Visit) => ({ type: 'undo', of }) as Undo;
const moved = (day: number) =>
	({ type: 'suppression', kind: 'moved', created_at: `2026-07-${day}T10:00:00.000Z` }) as Suppression;
const doors = (count: number, ...interests: string[]) =>
	Array.from({ length: count }, () => [visit('talked', ...interests)]);

test('a street tells how many talked, and what most of them would like, each door once', () => {
	const twice = [visit('talked', 'food'), visit('talked', 'food', 'energy')];
	expect(streetSaid([...doors(3, 'food'), twice, ...doors(3, 'energy'), [visit('no_answer')]])).toEqual({
		talked: 7,
		wish: { what: 'energy', doors: 4 }
	});
	expect(streetSaid([...doors(4, 'food'), ...doors(3, 'energy')])).toMatchObject({
		wish: { what: 'food', doors: 4 }
	});
});

test('fewer than three neighbours are not told of', () => {
	expect(FEWEST_NEIGHBOURS).toBe(3);
	expect(streetSaid([])).toEqual({});
	expect(streetSaid(doors(2, 'food'))).toEqual({});
	expect(streetSaid([...doors(2, 'food'), ...doors(1)])).toEqual({ talked: 3 });
});

test('what was taken back, and what was said by those who moved away, counts no more', () => {
	const [back, gone] = [visit('talked', 'food'), visit('talked', 'food')];
	expect(streetSaid([...doors(2, 'food'), [back, undo(back)]])).toEqual({});
	expect(streetSaid([...doors(2, 'food'), [gone, moved(13)]])).toEqual({});
	expect(streetSaid([...doors(2, 'food'), [gone, moved(11)]])).toMatchObject({ talked: 3 });
});
