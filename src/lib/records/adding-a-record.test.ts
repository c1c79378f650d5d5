import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { kinds } from './index.ts';
import type { Author, KindDefinition } from './record.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const guide = readFileSync(`${root}/docs/adding-a-record.md`, 'utf8');
const example = /```ts\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
const author: Author = {
	member: 'member:01k0toad0ane000000000000m1',
	device: 'phone-a',
	at: '2026-08-01T10:00:00.000Z'
};

type Records = typeof import('./index.ts') & { errand: KindDefinition };

/** In a list of names the new one follows; a line of its own is repeated for it. */
function besideUndo(line: string): string {
	if (!/\bundo/i.test(line)) return line;
	if (/listing/i.test(line))
		return line.replace(
			/\b(u)ndo\b( \||,)/i,
			(each, u, mark) => `${each} ${u === 'u' ? 'errand' : 'Errand'}${mark}`
		);
	return `${line}\n${line.replaceAll('undo', 'errand').replaceAll('Undo', 'Errand')}`;
}

/** The records with the guide's example, its lines put beside those of `undo` as the guide says. */
async function recordsWithErrand(): Promise<Records> {
	const index = readFileSync(new URL('./index.ts', import.meta.url), 'utf8')
		.split('\n')
		.map(besideUndo)
		.join('\n');
	const { outputFiles } = await build({
		stdin: { contents: index, resolveDir: import.meta.dirname, loader: 'ts' },
		plugins: [
			{
				name: 'example',
				setup({ onResolve, onLoad }) {
					onResolve({ filter: /\/errand\.ts$/ }, () => ({ path: 'errand.ts', namespace: 'example' }));
					onLoad({ filter: /.*/, namespace: 'example' }, () => ({
						contents: example,
						resolveDir: import.meta.dirname,
						loader: 'ts'
					}));
				}
			}
		],
		bundle: true,
		write: false,
		format: 'esm',
		platform: 'node',
		logLevel: 'silent'
	});
	const source = Buffer.from(outputFiles?.[0]?.contents ?? []).toString('base64');
	return (await import(/* @vite-ignore */ `data:text/javascript;base64,${source}`)) as Records;
}

it('the guide’s example works with its own file and its lines in index.ts', async () => {
	const { errand, kinds, kindOf, checkRecord, checkWrite, editRecord, mergeRecords } =
		await recordsWithErrand();
	const made = errand.make({ title: ' Fix the gate ' }, author);
	if (!made.ok) throw new Error(JSON.stringify(made.problems));
	expect(Object.keys(kinds)).toContain('errand');
	expect(kindOf(made.record._id)).toBe('errand');
	expect(checkRecord(made.record)).toEqual([]);
	expect(checkRecord(errand.sample())).toEqual([]);
	expect(checkRecord({ ...errand.sample(), ...errand.variant() })).toEqual([]);
	expect(checkRecord({ ...made.record, state: 'someday' })).toEqual([{ field: 'state', code: 'format' }]);
	const a = editRecord<typeof made.record>(made.record, { state: 'done' } as object, author);
	const b = editRecord<typeof made.record>(made.record, { tags: ['tools'] } as object, {
		...author,
		device: 'phone-b'
	});
	expect(mergeRecords(a, b)).toMatchObject({ state: 'done', tags: ['tools'] });
	expect(checkWrite(mergeRecords(a, b), made.record, { member: author.member, role: 'volunteer' })).toBe(
		true
	);
	expect(checkWrite(a, made.record, { member: author.member, role: 'viewer' })).toBe('role');
	expect(
		checkWrite({ _id: 'undo:x', type: 'undo' }, null, { member: author.member, role: 'organiser' })
	).not.toBe(true);
});

it('no other place lists the kinds, so none has to learn of a new one', () => {
	const names = Object.keys(kinds);
	const files = ['src', 'couchdb']
		.flatMap((folder) =>
			readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map(
				(file) => `${folder}/${file}`
			)
		)
		.filter((file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$|paraglide/.test(file));
	const listing = files.filter((file) => {
		const source = readFileSync(`${root}/${file}`, 'utf8').replaceAll(/^import\b[^;]*;/gm, '');
		const named = names.filter((name) =>
			new RegExp(`['"\`]${name}['"\`]|^\\s*${name}(:|,|$)`, 'm').test(source)
		);
		return named.length >= names.length - 2;
	});
	expect(files.length).toBeGreaterThan(50);
	expect(listing.map((file) => file.replaceAll('\\', '/'))).toEqual(['src/lib/records/index.ts']);
});
