import { expect, it } from 'vitest';
import { slotOf } from './slots.ts';

it.each([
	['Friday at 16:59', new Date(2026, 6, 10, 16, 59), 'weekday_day'],
	['Friday at 17:00', new Date(2026, 6, 10, 17), 'weekday_evening'],
	['Saturday evening', new Date(2026, 6, 11, 20), 'saturday'],
	['Sunday morning', new Date(2026, 6, 12, 9), 'sunday'],
	['Monday after midnight', new Date(2026, 6, 13, 0, 30), 'weekday_day']
])('%s is in the slot it belongs to', (_name, date, slot) => expect(slotOf(date)).toBe(slot));
