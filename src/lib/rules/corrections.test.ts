import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { audit, type AuditNote } from '../records/index.ts';
import { corrections, correctionsCsv, type Correction, type Published } from './corrections.ts';

let made = 0;
const look = (of: string, more: Partial<AuditNote> = {}): AuditNote => ({
	...audit.sample(),
	_id: `audit:${String(++made).padStart(26, '0')}`,
	of,
	...more
});
const listed = (id: string, more: Partial<Published> = {}): Published => ({
	...{ id, name: `Co-op ${id}`, needs: [], point: [-2.16, 53.6176], address: '31 Toad Lane' },
	...more
});
const found = (coops: Published[], notes: AuditNote[]) => corrections('cuk', coops, notes, '2026-09-20');
const other = { created_by: 'member:01k0toad0ane000000000000m2' };

test('what is gone, moved or no co-op is corrected by the source’s own id, with the day', () => {
	const notes = [
		look('cuk:R3', { seen: 'gone' }),
		look('cuk:R1', { seen: 'moved', moved_to: { place: '2 Drake Street', point: [-2.15, 53.62] } }),
		look('cuk:R2', { is_coop: 'charity' })
	];
	const row = (id: string, field: string, was: string, seen: string) => ({
		...{ id, name: `Co-op cuk:${id}`, field, listed: was, seen, when: '2026-09-12' }
	});
	expect(found([listed('cuk:R3'), listed('cuk:R2'), listed('cuk:R1')], notes)).toEqual([
		row('R1', 'status', 'listed', 'moved'),
		row('R1', 'address', '31 Toad Lane', '2 Drake Street'),
		row('R1', 'position', '53.617600, -2.160000', '53.620000, -2.150000'),
		row('R2', 'kind', 'coop', 'charity'),
		row('R3', 'status', 'listed', 'gone')
	]);
});

test('what is as listed, what nobody was sure of and what two see differently is no correction', () => {
	const coops = ['R1', 'R2', 'R3', 'R4'].map((id) => listed(`cuk:${id}`));
	const notes = [
		look('cuk:R1', { is_coop: 'coop' }),
		look('cuk:R2', { seen: 'unsure', is_coop: 'unsure' }),
		look('cuk:R3', { is_coop: 'mutual' }),
		look('cuk:R3', { ...other, seen: 'gone', is_coop: 'charity' })
	];
	expect(found(coops, notes)).toEqual([]);
});

test('a position of the same house is no correction, and one that was missing is', () => {
	const moved = look('cuk:R1', { seen: 'moved', moved_to: { point: [-2.1601, 53.6177] } });
	const fields = (coop: Published) => found([coop], [moved]).map(({ field }) => field);
	expect(fields(listed('cuk:R1'))).toEqual(['status']);
	expect(fields(listed('cuk:R1', { point: undefined } as never))).toEqual(['status', 'position']);
});

test('the group’s own co-ops and those of another source are not for this publisher', () => {
	const own = 'coop:01k0toad0ane000000000000q1';
	const ids = [own, 'cuk-outlets:R1'];
	expect(
		found(
			ids.map((id) => listed(id)),
			ids.map((of) => look(of, { seen: 'gone' }))
		)
	).toEqual([]);
});

test('a branch is corrected by its owner’s number, its postcode and its name, at its own publisher', async () => {
	const shop = {
		...listed('cuk-outlets:R1-OL161AA', { name: 'Toad Lane Food', postcode: 'OL16 1AA' }),
		owner: { id: 'cuk-organisations:R1' }
	};
	const notes = [look(shop.id, { seen: 'gone' })];
	expect(corrections('cuk-organisations', [shop], notes, '2026-09-20')).toEqual([]);
	const rows = corrections('cuk-outlets', [shop], notes, '2026-09-20');
	expect(rows).toMatchObject([{ id: 'R1', postcode: 'OL16 1AA', name: 'Toad Lane Food', seen: 'gone' }]);
	expect(await correctionsCsv(rows)).toBe(
		'id,postcode,name,field,listed,seen,when\r\nR1,OL16 1AA,Toad Lane Food,status,listed,gone,2026-09-12'
	);
});

test('a table of them is read back as it was, and nothing in it begins as a formula', async () => {
	const text = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom(
			'=1+1',
			'=1\n+1',
			'+44',
			'-2.1',
			'@SUM(A1)',
			'=HYPERLINK("x")',
			'a,b',
			'two\nlines',
			'"quoted"'
		)
	);
	const row: fc.Arbitrary<Correction> = fc.record({
		...{ id: text, name: text, field: fc.constantFrom('status' as const, 'address' as const) },
		...{ listed: text, seen: text, when: fc.constant('2026-09-12') }
	});
	await fc.assert(
		fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
			const read = Papa.parse<Record<string, string>>(await correctionsCsv(rows), {
				...{ header: true, newline: '\r\n', delimiter: ',', skipEmptyLines: true }
			}).data;
			expect(read).toHaveLength(rows.length);
			read.forEach((cells, i) => {
				for (const [field, cell] of Object.entries(cells)) {
					const was = rows[i]?.[field as keyof Correction] as string;
					expect(cell).toBe(/^[=+\-@\t\r]/.test(was) ? `'${was}` : was);
				}
			});
		})
	);
	expect(await correctionsCsv([])).toBe('id,name,field,listed,seen,when\r\n');
});
