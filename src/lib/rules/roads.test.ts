import { expect, test } from 'vitest';
import type { Road } from '../records/index.ts';
import { readRoad } from './roads.ts';

const patch = 'patch:01k0toad0ane000000000000t1';
const typed = { patch, street: ' Toad  Lane ', whole: true, from: '', to: '' };
const part = (from: string, to: string) => readRoad({ ...typed, whole: false, from, to }, []);
const problem = (answer: ReturnType<typeof readRoad>) => (answer.ok ? undefined : answer.problem);

test('a whole street, or from one number to another, or from one number on', () => {
	expect(readRoad({ ...typed, from: 'x' }, [])).toEqual({ ok: true, road: { patch, street: 'Toad Lane' } });
	expect(part('1', '23')).toEqual({ ok: true, road: { patch, street: 'Toad Lane', from: 1, to: 23 } });
	expect(part('', '23')).toEqual({ ok: true, road: { patch, street: 'Toad Lane', to: 23 } });
	expect(part('7', '7').ok).toBe(true);
});

test('what can’t be meant is told at its field', () => {
	expect(problem(part('', ''))).toEqual({ field: 'from', code: 'required' });
	expect(problem(part('12a', '23'))).toEqual({ field: 'from', code: 'number' });
	expect(problem(part('1', '-2'))).toEqual({ field: 'to', code: 'number' });
	expect(problem(part('0', '5'))).toEqual({ field: 'from', code: 'number' });
	expect(problem(part('23', '1'))).toEqual({ field: 'to', code: 'before' });
	expect(problem(readRoad({ ...typed, street: ' ' }, []))).toEqual({ field: 'street', code: 'required' });
	expect(problem(readRoad({ ...typed, street: 'x'.repeat(121) }, []))).toMatchObject({ code: 'too_long' });
});

test('the same road twice, in whatever spelling, and a seventh are not taken', () => {
	const roads: Road[] = [{ patch, street: 'TOAD LANE' }];
	expect(problem(readRoad(typed, roads))).toEqual({ field: 'street', code: 'twice' });
	expect(readRoad({ ...typed, whole: false, from: '3' }, roads).ok).toBe(true);
	const six = Array.from({ length: 6 }, (_, i) => ({ patch, street: `Street ${i}` }));
	expect(problem(readRoad(typed, six))).toEqual({ field: 'street', code: 'too_many' });
});
