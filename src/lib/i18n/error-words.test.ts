import { describe, expect, it } from 'vitest';
import { errors } from '../errors.ts';
import { errorText, errorTitle } from './error-words.ts';

describe('the words for errors', () => {
	it('are there for every code, and are not those for the unexpected', () => {
		for (const code of Object.keys(errors)) {
			if (code === 'unexpected') continue;
			expect(errorTitle(code), code).not.toBe(errorTitle('unexpected'));
			expect(errorText(code), code).not.toBe(errorText('unexpected'));
		}
	});

	it('answer a code of a newer server with the words for the unexpected', () => {
		expect(errorTitle('from_the_future')).toBe(errorTitle('unexpected'));
	});
});
