import { expect, test } from 'vitest';
import { audit, coop, type AuditNote } from '../records/index.ts';
import { listedFact, usableCoops, type Listed, type Usable } from './usable-coops.ts';

let made = 0;
const look = (of: string, more: Partial<AuditNote> = {}): AuditNote => ({
	...audit.sample(),
	_id: `audit:${String(++made).padStart(26, '0')}`,
	of,
	...more
});
const listed = (id: string, more: Partial<Listed> = {}): Listed => ({
	...{ id: `cuk-organisations:${id}`, source: 'cuk-organisations', name: `Co-op ${id}`, needs: ['food'] },
	...{ place: 'Rochdale', postcode: 'OL16 1AA', point: [-2.16, 53.6176] },
	...more
});
const names = (known: Partial<Usable>, unseen?: Parameters<typeof usableCoops>[2]) =>
	usableCoops({ own: [], listed: [], notes: [], ...known }, '2026-09-20', unseen).map(({ name }) => name);
const around = { from: [-2.16, 53.6176], metres: 2000 } as const;

test('those are to be used that somebody saw to be here, by name', () => {
	const coops = ['R5', 'R4', 'R3', 'R2', 'R1'].map((id) => listed(id));
	const notes = [
		look('cuk-organisations:R5'),
		look('cuk-organisations:R4', { seen: 'moved' }),
		look('cuk-organisations:R3', { seen: 'gone' }),
		look('cuk-organisations:R2', { seen: 'unsure' }),
		look('cuk-organisations:R1', { is_coop: 'charity' })
	];
	expect(names({ listed: coops, notes })).toEqual(['Co-op R4', 'Co-op R5']);
});

test('what nobody looked at is there when it is asked for, in reach, and after the others', () => {
	const coops = [
		listed('R1', { point: [-2.17, 53.62] }),
		listed('R2', { point: [-3, 53.6] }),
		listed('R3', { point: undefined }),
		listed('R4'),
		listed('R5')
	];
	const own = [{ ...coop.sample(), name: 'Ours', point: undefined } as never];
	const notes = [look('cuk-organisations:R5')];
	expect(names({ listed: coops, own, notes })).toEqual(['Co-op R5']);
	expect(names({ listed: coops, own, notes }, around)).toEqual(['Co-op R5', 'Co-op R4', 'Co-op R1', 'Ours']);
});

test('what was seen stands in the place of what is listed, and nothing of who looked is told', () => {
	const known = {
		own: [],
		listed: [listed('R1')],
		notes: [
			look('cuk-organisations:R1', {
				...{ seen: 'moved', needs: ['work'], hours: 'Tue to Sat', uses: 'Bread', note: 'Ask for Ellen' },
				moved_to: { place: '2 Drake Street' }
			})
		]
	};
	expect(usableCoops(known, '2026-09-20')).toEqual([
		{
			...{
				id: 'cuk-organisations:R1',
				name: 'Co-op R1',
				needs: ['work'],
				uses: 'Bread',
				hours: 'Tue to Sat'
			},
			...{ where: '2 Drake Street, Rochdale', source: 'cuk-organisations', at: '2026-09-12T10:05:00.000Z' }
		}
	]);
});

test('a group’s own says where it is from; a row of a directory is what phones have of it', () => {
	const own = coop.variant() as never as ReturnType<typeof coop.sample>;
	const [one] = usableCoops(
		{ own: [{ ...coop.sample(), ...own }], listed: [], notes: [look(coop.sample()._id, { seen: 'new' })] },
		'2026-09-20'
	);
	expect(one).toMatchObject({
		where: '12 Spotland Road, Spotland, OL12 6PX',
		terms: { source: 'Rochdale Council, list of co-ops', licence: 'Open Government Licence 3.0' }
	});
	const fact = { source: 'cuk-organisations', licence: 'ODC-By-1.0', as_of: '2026-06-30', id: 'R1' } as const;
	expect(listedFact({ ...fact, name: 'Bakers', sector: 'Retail', street: '3 High Street' })).toEqual({
		...{ id: 'cuk-organisations:R1', source: 'cuk-organisations', name: 'Bakers', needs: ['food'] },
		...{ place: undefined, postcode: undefined, website: undefined, point: undefined }
	});
});
