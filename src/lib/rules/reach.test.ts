import { describe, expect, it } from 'vitest';
import { community } from '../records/index.ts';
import { linkWords, reachLink, readLink } from './reach.ts';

describe('a way to be reached', () => {
	it.each([
		['rafiq@example.org', 'mailto:rafiq@example.org'],
		[' r.f+lane@example.co.uk ', 'mailto:r.f%2Blane@example.co.uk'],
		['01706 000000', 'tel:01706000000'],
		['+44 (0)1706 000000', 'tel:+441706000000']
	])('of %s is %s', (typed, link) => expect(reachLink(typed)).toBe(link));

	it.each([
		'',
		'Rafiq',
		'next door',
		'12',
		'1-2-3',
		'a@b',
		'a@b@c.example',
		'javascript:alert(1)',
		'rafiq@example.org?bcc=all@example.org',
		'rafiq@example.org, cem@example.org',
		'<script>@example.org'
	])('is not made of %j', (typed) => expect(reachLink(typed)).toBeUndefined());

	it('takes nothing from the address into the link that would write to somebody else', () => {
		expect(reachLink('a?bcc=x&b@example.org')).toBe('mailto:a%3Fbcc%3Dx%26b@example.org');
	});
});

describe('a link', () => {
	it.each([
		['spotland.example', 'https://spotland.example', 'spotland.example'],
		['http://www.spotland.example/', 'https://www.spotland.example/', 'spotland.example'],
		['https://spotland.example/a?b=c#d', 'https://spotland.example/a?b=c#d', 'spotland.example/a?b=c#d'],
		['hello@spotland.example', 'mailto:hello@spotland.example', 'hello@spotland.example'],
		['tel:01706 000000', 'tel:01706000000', '01706000000']
	])('typed as %s is %s, shown as %s', (typed, link, words) => {
		expect(readLink(typed)).toBe(link);
		expect(linkWords(link)).toBe(words);
		expect(community.check({ ...community.sample(), links: [link] })).toEqual([]);
	});

	it.each(['', 'our page', 'javascript:alert(1)', 'data:text/html,x', 'ftp://spotland.example', 'https://'])(
		'is not made of %j',
		(typed) => expect(readLink(typed)).toBeUndefined()
	);

	it.each(['javascript:alert(1)', 'http://spotland.example', 'data:text/html,x', ' https://x.example', ''])(
		'such as %j is not shown',
		(link) => expect(linkWords(link)).toBeUndefined()
	);
});
