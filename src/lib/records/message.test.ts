import { expect, it } from 'vitest';
import { checkWrite, editRecord, eraseRecord, message, type Author, type Who } from './index.ts';

const sent = message.sample();
const ann = 'member:01k0toad0ane000000000000m1';
const organiser: Who = { member: ann, role: 'organiser' };
const volunteer: Who = { member: ann, role: 'volunteer' };
const author: Author = { member: ann, device: 'phone-a', at: '2026-07-14T18:00:00.000Z' };
const answered = editRecord(sent, { answered_at: author.at }, author);

it('comes from the server alone, and an organiser gives back what a server lost', () => {
	expect(checkWrite(sent, undefined, { member: 'server', role: 'server' })).toBe(true);
	expect(checkWrite({ ...sent, created_by: ann }, undefined, organiser)).toBe('role');
	expect(checkWrite(sent, undefined, organiser)).toBe(true);
	expect(checkWrite({ ...sent, created_by: ann }, undefined, volunteer)).toBe('role');
});

it('is marked by organisers, and stays as it was written', () => {
	expect(checkWrite(answered, sent, organiser)).toBe(true);
	expect(checkWrite(answered, sent, volunteer)).toBe('role');
	for (const change of [{ text: 'Never mind.' }, { reach: 'evil@example.org' }, { expires: '2027-06-01' }])
		expect(checkWrite(editRecord(sent, change, author), sent, organiser)).toBe('immutable');
});

it('is erased by whoever helps, and nobody brings it back', () => {
	const erased = eraseRecord(answered, author.at);
	expect(checkWrite(erased, answered, volunteer)).toBe(true);
	expect(checkWrite(erased, answered, { ...volunteer, role: 'viewer' })).toBe('role');
	expect(checkWrite(answered, erased, organiser)).toBe('erased');
	expect(message.merge(answered, erased)).toEqual(erased);
	expect(JSON.stringify(erased)).not.toMatch(/Rafiq|next street/);
});

it('is kept for twelve months, whatever the hour, and no longer', () => {
	const until = (expires: string) => message.check({ ...sent, expires });
	expect(until('2027-07-13')).toEqual([]);
	expect(until('2027-07-16')).toEqual([{ field: 'expires', code: 'contradiction' }]);
	expect(until('2026-07-10')).toEqual([{ field: 'expires', code: 'contradiction' }]);
});
