import { randomBytes } from 'node:crypto';
import { newGroupId, newId } from '../records/index.ts';
import { REGISTRY, type Doc } from './backend.ts';
import { createGroup } from './groups.ts';
import { publishSoon } from './publisher.ts';
import { DEMO_NAME, demoRecords } from './seed-records.ts';
import type { Site } from './site.ts';

/**
 * Puts a demo community into the registry, through the same steps as a real one: a group, its records, its
 * listing, the publisher. Does nothing when it is there. Nobody has its secret.
 */
export async function seedDemo(site: Site): Promise<'made' | 'there'> {
	const listed = await site.backend.allDocs<Doc & { name: string }>(REGISTRY, 'listing:');
	if (listed.some((doc) => doc.name === DEMO_NAME)) return 'there';
	const group = newGroupId();
	const member = newId('member');
	const secret = randomBytes(32).toString('hex');
	const asked = { id: group, name: DEMO_NAME, member: { id: member, name: 'Demo' }, secret };
	const unlimited = { ...site, settings: { ...site.settings, newGroupsADay: Infinity } };
	const made = await createGroup(unlimited, asked, 'seed');
	if (!made.ok) throw new Error(`the demo group was refused: ${made.code}`);
	for (const record of demoRecords(group, member, site.now())) {
		await site.backend.put(`group-${group}`, record as unknown as Doc);
	}
	await publishSoon({ ...site, settings: { ...site.settings, review: 'off' } }, group);
	return 'made';
}

/** The demo for a registry of one's own that has nothing in it yet. */
export async function seedIfEmpty(site: Site): Promise<void> {
	if (!site.settings.seedDemo || site.backend.kind !== 'embedded') return;
	if ((await site.backend.info(REGISTRY)).doc_count === 0) await seedDemo(site);
}
