import { describe, expect, it } from 'vitest';
import { contact, mergeRecords, editRecord, type Contact } from '$lib/records';
import { lastDay, sayContactProblem, sayPurpose, untilOptions, waysTo, wordsToRead } from './contacts.ts';

const asked = { group: 'Canal Side', phone: '01706 000000', email: '', expires: '2026-09-30' };

describe('the words to read out', () => {
	it('say who, what, what for and until when', () => {
		const words = wordsToRead({ ...asked, purpose: sayPurpose(['invite', 'news'], 'lend you the ladder') });
		expect(words).toContain(
			'May Canal Side keep your name and number until 30 September 2026, to tell you what we are doing, ' +
				'invite you to what is going on and lend you the ladder?'
		);
	});

	it('name whichever is given', () => {
		const said = (phone: string, email: string) => wordsToRead({ ...asked, phone, email, purpose: 'call' });
		expect(said('', 'a@example.org')).toContain('your name and e-mail address until');
		expect(said('01706 000000', 'a@example.org')).toContain('your name and number and e-mail address until');
	});

	it('are none before it is known what for', () => {
		expect(wordsToRead({ ...asked, purpose: sayPurpose([], '  ') })).toBe('');
	});

	it('fit what may be kept, at their longest', () => {
		const now = new Date(2026, 8, 30);
		const all = sayPurpose(['news', 'invite', 'offer', 'need', 'call'], 'x'.repeat(120));
		for (const { value } of untilOptions(now)) {
			const expires = lastDay(value, now);
			const agreed = wordsToRead({ ...asked, group: 'G'.repeat(120), purpose: all, expires });
			const record = { ...contact.sample(), for: all, agreed, expires, agreed_at: now.toISOString() };
			expect(contact.check(record), value).toEqual([]);
		}
	});
});

it('links call and write, also those that somebody else wrote at the same time', () => {
	const edit = (changes: Partial<Contact>, device: string) =>
		editRecord(contact.sample(), changes, {
			member: contact.sample().created_by,
			device,
			at: '2026-08-01T10:00:00.000Z'
		});
	const merged = mergeRecords(
		edit({ phone: '+44 1706 (111) 111', email: 'ann@example.org' }, 'a'),
		edit({ phone: '01706 222222' }, 'b')
	);
	expect(
		waysTo(merged)
			.map(({ href }) => href)
			.sort()
	).toEqual(['mailto:ann@example.org', 'tel:+441706111111', 'tel:01706222222']);
});

it('says what is missing and what can’t be', () => {
	const said = (fields: object, field: string) =>
		sayContactProblem(contact.check({ ...contact.sample(), ...fields }), field);
	expect(said({}, 'phone')).toBeUndefined();
	expect(said({ phone: undefined }, 'phone')).toMatch('or an e-mail address');
	expect(said({ phone: 'ring me' }, 'phone')).toMatch('Digits');
	expect(said({ email: 'ann at home' }, 'email')).toMatch('name@example.org');
	expect(said({ for: '' }, 'for')).toMatch('what for');
	expect(said({ name: '' }, 'name')).toMatch('called');
	expect(said({ name: 'x'.repeat(81) }, 'name')).toMatch('80');
});
