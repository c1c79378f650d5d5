import { expect, test } from 'vitest';
import { fitInto } from './shrink-picture.ts';

test.each([
	[4000, 3000, 1600, 1200],
	[3000, 4000, 1200, 1600],
	[320, 200, 320, 200],
	[8000, 2, 1600, 1]
])('a picture of %i × %i is made %i × %i', (width, height, ...fitted) => {
	expect(Object.values(fitInto(1600, width, height))).toEqual(fitted);
});
