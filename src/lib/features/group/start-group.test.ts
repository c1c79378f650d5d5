import 'fake-indexeddb/auto';
import type { Community, Member } from '$lib/records';
import { device, openGroup } from '$lib/store';
import { describe, expect, it } from 'vitest';
import { emptyStart, startGroup, type StartForm } from './start-group.ts';

const form = (changes: Partial<StartForm> = {}): StartForm => ({
	...emptyStart(),
	name: 'Albany Road',
	kind: 'neighbourhood',
	place: 'Todmorden',
	your_name: 'Ann',
	...changes
});

async function started(changes: Partial<StartForm> = {}) {
	const outcome = await startGroup(form(changes));
	if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
	const store = await openGroup(outcome.gid);
	return { gid: outcome.gid, community: (await store.list<Community>('community'))[0], store };
}

describe('starting a group', () => {
	it('saves the community, its founder and this phone’s own entry, with no network', async () => {
		const { gid, community, store } = await started({ tags: ['food'] });
		expect(community).toMatchObject({
			name: 'Albany Road',
			place: 'Todmorden',
			tags: ['food'],
			status: 'forming'
		});
		expect(community?.point?.[1]).toBeCloseTo(53.71, 1);
		const [founder] = await store.list<Member>('member');
		expect(founder).toMatchObject({ name: 'Ann', role: 'organiser' });
		expect(await device.group(gid)).toMatchObject({ state: 'creating', member: founder?._id });
	});

	it('keeps a postcode as a postcode, and a place that nobody knows as it was typed', async () => {
		expect((await started({ place: 'ol126aa' })).community).toMatchObject({ postcode: 'OL12 6AA' });
		expect((await started({ place: 'ol16' })).community).toMatchObject({ postcode: 'OL16' });
		const { community } = await started({ place: 'Ambridge' });
		expect(community?.place).toBe('Ambridge');
		expect(community?.point).toBeUndefined();
	});

	it('needs no place for a community of interest', async () => {
		expect((await started({ kind: 'interest', place: '' })).community?.place).toBeUndefined();
	});

	it('asks which place is meant where several have the name', async () => {
		const outcome = await startGroup(form({ place: 'Newport' }));
		expect(outcome).toMatchObject({ ok: false, problems: { place: { code: 'ambiguous' } } });
	});

	it('takes emoji, and refuses characters that turn text around, names that are too long and empty ones', async () => {
		expect((await started({ name: '🌻 Lane' })).community?.name).toBe('🌻 Lane');
		for (const [name, code] of [
			['Albany \u202E Road', 'characters'],
			['x'.repeat(81), 'too_long'],
			['   ', 'required']
		] as const)
			expect(await startGroup(form({ name }))).toMatchObject({ ok: false, problems: { name: { code } } });
	});

	it('tells everything that is missing at once, and saves nothing', async () => {
		const before = await device.groups();
		const outcome = await startGroup(emptyStart());
		expect(Object.keys(outcome.ok ? {} : outcome.problems).sort()).toEqual([
			'kind',
			'name',
			'place',
			'your_name'
		]);
		expect(await device.groups()).toEqual(before);
	});
});
