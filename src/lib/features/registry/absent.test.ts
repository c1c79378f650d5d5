import { expect, test } from 'vitest';
import { absentWords } from './absent.ts';

test.each([
	['/communities/nobody', 'There is no community at this address', '/communities'],
	['/communities/somebody/events/gone', 'There is no event at this address', '/events'],
	['/deserts/E00', 'There is no district at this address', '/deserts'],
	['/interested/withdrawn-long-ago', 'Nothing is kept at this address', '/interested']
])('%s says what is missing, and leads to all of its kind', (pathname, title, href) => {
	expect(absentWords({ status: 404, pathname })).toMatchObject({ title, href });
});

test('an address that asks for a part of the nation that there is none of says which', () => {
	expect(absentWords({ status: 400, pathname: '/nation', asked: 'region' })).toMatchObject({
		text: 'There is no such region. Choose one from the list.',
		href: '/nation'
	});
});

test('a registry that can’t be read is not said to be empty', () => {
	expect(absentWords({ status: 503, pathname: '/deserts/E00' }).title).toMatch(/can’t be read/);
});
