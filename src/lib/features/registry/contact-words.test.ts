import { expect, it } from 'vitest';
import { messageAbouts } from '$lib/i18n';
import { MESSAGE_ABOUT, MOST_MESSAGE } from '$lib/records';
import { messageProblem, MOST_LETTERS, refusedWords } from './contact-words.ts';

it('offers what a message may be about, and says how long it may be', () => {
	expect(messageAbouts().map(({ value }) => value)).toEqual([...MESSAGE_ABOUT]);
	expect(MOST_LETTERS).toBe(MOST_MESSAGE);
});

it('says when to try again, in minutes, or tomorrow', () => {
	expect(refusedWords({ code: 'too_many', retry_after: 61 })).toContain('in 2 minutes');
	expect(refusedWords({ code: 'too_many', retry_after: 40_000 })).toContain('tomorrow');
});

it('says of every refusal what happened, and of an unknown one that it can be tried again', () => {
	const codes = [
		'wrong',
		'community_unknown',
		'message_demo',
		'message_nobody',
		'messages_full',
		'too_large'
	];
	const said = codes.map((code) => refusedWords({ code }));
	expect(new Set(said).size).toBe(codes.length);
	expect(refusedWords({ code: 'registry_unavailable' })).toContain('try again');
});

it('says at each field what is missing', () => {
	const said = ['name', 'reach', 'about', 'text'].map((field) => messageProblem({ field, code: 'required' }));
	expect(new Set(said).size).toBe(4);
	expect(messageProblem({ field: 'reach', code: 'format' })).toContain('neither');
	expect(messageProblem({ field: 'text', code: 'too_long', limit: 1500 })).toMatch(/1,?500/);
});
