import { expect, test } from 'vitest';
import { checkRecord, partId, type Author } from '../records/index.ts';
import { joinParts, pictureRecords } from './pictures.ts';

const ann: Author = {
	member: 'member:01k0toad0ane000000000000m1',
	device: 'ann',
	at: '2026-07-12T18:00:00.000Z'
};
const sort = { format: 'image/jpeg', width: 1600, height: 1200, about: 'A long table.' } as const;
const someBytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) % 256);

function made(bytes: Uint8Array) {
	const records = pictureRecords(bytes, sort, ann);
	if (!records.ok) throw new Error(JSON.stringify(records.problems));
	return records.record;
}

test.each([1, 35_999, 36_000, 36_001, 200_000])('%i bytes come back as they were', (length) => {
	const bytes = someBytes(length);
	const { picture, parts } = made(bytes);
	expect([picture, ...parts].flatMap(checkRecord)).toEqual([]);
	expect(parts.map(({ _id }) => _id)).toEqual(parts.map((_, n) => partId(picture._id, n)));
	const data = parts.map((one) => one.data);
	expect(Buffer.from(joinParts(picture, data) ?? []).equals(bytes)).toBe(true);
});

test('a picture that is too large or empty is not made', () => {
	for (const length of [200_001, 0]) {
		const answer = pictureRecords(someBytes(length), sort, ann);
		expect(answer.ok ? [] : answer.problems.map(({ field }) => field)).toContain('bytes');
	}
});

test('parts that are missing, too many, in the wrong place or no base64 are no picture', () => {
	const { picture, parts } = made(someBytes(80_000));
	const data = parts.map((one) => one.data);
	expect(joinParts(picture, data.slice(1))).toBeUndefined();
	expect(joinParts(picture, [...data, 'AAAA'])).toBeUndefined();
	expect(joinParts(picture, ['A', ...data.slice(1)])).toBeUndefined();
});
