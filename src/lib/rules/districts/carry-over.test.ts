import { describe, expect, it } from 'vitest';
import { currentDistricts } from './carry-over.ts';
import { council, square } from './testing.ts';

const today = '2026-06-01';

describe('the districts of today', () => {
	it('are those of their boundaries, with the council’s name and people', () => {
		const { districts } = currentDistricts(
			[council('AAA', 'E07000001')],
			[square('E07000001', 0, 50)],
			today
		);
		expect(districts).toMatchObject([
			{ code: 'E07000001', name: 'Council AAA', nation: 'England', population: 100_000, made_of: [] }
		]);
	});

	it('carry over councils that merged, and those that took their place and merged again', () => {
		const councils = [
			council('AAA', 'E07000001', { end: '2019-04-01', replaced_by: ['MID'] }),
			council('BBB', 'E07000002', { end: '2019-04-01', replaced_by: ['MID'] }),
			council('CCC', 'E07000003', { end: '2023-04-01', replaced_by: ['NEW'] }),
			council('MID', 'E07000200', { end: '2023-04-01', replaced_by: ['NEW'] }),
			council('NEW', 'E06000066', { population: 310_000 })
		];
		const grounds = ['E07000001', 'E07000002', 'E07000003'].map((code, i) => square(code, i, 50));
		const { districts } = currentDistricts(councils, grounds, today);
		expect(districts).toHaveLength(1);
		expect(districts[0]).toMatchObject({
			...{ code: 'E06000066', population: 310_000 },
			boundaries: ['E07000001', 'E07000002', 'E07000003'],
			made_of: ['Council AAA', 'Council BBB', 'Council CCC'],
			area: { length: 3 }
		});
		expect(currentDistricts(councils, grounds, '2020-01-01').districts.map(({ code }) => code)).toEqual([
			'E07000003',
			'E07000200'
		]);
	});

	it('know a boundary by a code that it had before', () => {
		const councils = [council('STA', 'E07000240', { former_gss: ['E07000100'] })];
		const { districts } = currentDistricts(councils, [square('E07000100', 0, 50)], today);
		expect(districts).toMatchObject([{ code: 'E07000240', boundaries: ['E07000100'], made_of: [] }]);
	});

	it('count the people of those that merged where nobody has counted those of the new one', () => {
		const ended = { end: '2023-04-01', replaced_by: ['NEW'] };
		const one = council('AAA', 'E07000001', ended);
		const grounds = [square('E07000001', 0, 50), square('E07000002', 1, 50)];
		const fresh = council('NEW', 'E06000066', { population: undefined });
		const known = currentDistricts([one, council('BBB', 'E07000002', ended), fresh], grounds, today);
		expect(known.districts[0]?.population).toBe(200_000);
		const unknown = council('BBB', 'E07000002', { ...ended, population: undefined });
		expect(currentDistricts([one, unknown, fresh], grounds, today).districts[0]).not.toHaveProperty(
			'population'
		);
	});

	it('leave a district as it was whose council was split up, and say so', () => {
		const councils = [
			council('OLD', 'E07000001', { end: '2023-04-01', replaced_by: ['ONE', 'TWO'] }),
			council('ONE', 'E06000001'),
			council('TWO', 'E06000002')
		];
		const { districts, split } = currentDistricts(councils, [square('E07000001', 0, 50)], today);
		expect(districts).toMatchObject([{ code: 'E07000001', name: 'Council OLD', made_of: [] }]);
		expect(split).toEqual(['E07000001']);
	});

	it('are not led round in a circle, nor to a council that nobody knows', () => {
		const ended = { end: '2020-01-01' };
		const councils = [
			council('AAA', 'E07000001', { ...ended, replaced_by: ['BBB'] }),
			council('BBB', 'E07000002', { ...ended, replaced_by: ['AAA'] }),
			council('CCC', 'E07000003', { ...ended, replaced_by: ['ZZZ'] })
		];
		const { districts } = currentDistricts(
			councils,
			[square('E07000001', 0, 50), square('E07000003', 1, 50)],
			today
		);
		expect(districts.map(({ code }) => code)).toEqual(['E07000001', 'E07000003']);
	});

	it('are one where a council came to two that later became one', () => {
		const councils = [
			council('OLD', 'E07000001', { end: '2020-04-01', replaced_by: ['ONE', 'TWO'] }),
			council('ONE', 'E07000011', { end: '2023-04-01', replaced_by: ['NEW'] }),
			council('TWO', 'E07000012', { end: today, replaced_by: ['NEW'] }),
			council('NEW', 'E06000001')
		];
		const found = currentDistricts(councils, [square('E07000001', 0, 50)], today);
		expect(found.districts.map(({ code }) => code)).toEqual(['E06000001']);
		expect(found.split).toEqual([]);
	});

	it('are of who has a code now rather than of who had it, and of who stands rather than of who ended', () => {
		const ended = council('AAA', 'E07000001', { end: '2020-01-01' });
		const had = council('BBB', 'E07000002', { former_gss: ['E07000001'] });
		const has = council('CCC', 'E07000001');
		for (const councils of [
			[ended, had, has],
			[has, had, ended]
		])
			expect(currentDistricts(councils, [square('E07000001', 0, 50)], today).districts[0]?.name).toBe(
				'Council CCC'
			);
	});

	it('take nation and name from a boundary that no council is known of', () => {
		const { districts } = currentDistricts([], [square('N09000001', -6, 54)], today);
		expect(districts).toMatchObject([
			{ code: 'N09000001', name: 'Ground N09000001', nation: 'Northern Ireland' }
		]);
		expect(districts[0]).not.toHaveProperty('population');
	});

	it('have their middle on their own ground', () => {
		const [ground] = [square('E07000001', 0, 50)];
		const at = (point?: [number, number]) =>
			currentDistricts([council('AAA', 'E07000001', { point })], [ground!], today).districts[0]?.middle;
		expect(at([0.2, 50.3])).toEqual([0.2, 50.3]);
		expect(at([1.2, 50.3])?.map((one) => Math.round(one * 1000) / 1000)).toEqual([0.5, 50.5]);
		expect(at()?.map((one) => Math.round(one * 1000) / 1000)).toEqual([0.5, 50.5]);
	});
});
