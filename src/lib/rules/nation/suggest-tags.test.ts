import { expect, it } from 'vitest';
import { suggestTags } from './suggest-tags.ts';
import { TAG_NAMES } from './tags.ts';

it('suggests tags by their beginning first, then by other words for them', () => {
	expect(suggestTags('')).toEqual([...TAG_NAMES]);
	expect(suggestTags('Ener')).toEqual(['energy']);
	expect(suggestTags('allot')).toEqual(['growing']);
	expect(suggestTags('ca')[0]).toBe('care');
	expect(suggestTags('ca')).toContain('transport');
	expect(suggestTags('zzz')).toEqual([]);
});
