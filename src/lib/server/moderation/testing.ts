import { expect } from 'vitest';
import { story, type Listing, type Story } from '../../records/index.ts';
import { REGISTRY, type Backend, type Doc } from '../backend.ts';
import { demoRecords } from '../seed-records.ts';
import type { Site } from '../site.ts';
import { first, Phone, sound } from '../testing.ts';

/** The same gateway under another setting. */
export const reviewed = (site: Site, review: 'on' | 'off'): Site => ({
	...site,
	settings: { ...site.settings, review }
});

/** An organiser's phone of a community that asks to be in the registry, and its listing. */
export async function asking(site: Site, name: string, changes: Partial<Listing> = {}, example?: string) {
	const phone = await new Phone(site).start(name);
	const records = demoRecords(phone.group, phone.member, new Date());
	const promised = records.filter(({ type }) => type === 'commitment').map(first);
	const listed = records.at(-1) as Listing;
	const commitments = listed.commitments.map((one) => ({ ...one, ...(example && { example }) }));
	const tags = example ? ['tools'] : listed.tags;
	const doc = first<Listing>({ ...listed, name, commitments, tags, ...changes });
	expect(await phone.push(...promised, doc as Doc)).toEqual([]);
	return { phone, doc: doc as Listing & Doc };
}

/** A community that stood in the registry before anybody was asked; its phone speaks with this gateway from now on. */
export async function stood(site: Site, name: string, example?: string): Promise<Phone> {
	const { phone } = await asking(reviewed(site, 'off'), name, {}, example);
	Object.assign(phone, { site });
	return phone;
}

/** A story as a phone publishes it. */
export function told(phone: Phone, changes: Partial<Story> = {}) {
	const made = sound(story.make({ title: 'A wet Tuesday', text: 'We began.' }, phone.author));
	return first<Story>({ ...made, state: 'published', published_at: new Date().toISOString(), ...changes });
}

/** Everything that the registry holds of a group. */
export async function publicOf(site: Site, group: string): Promise<Doc[]> {
	return (await site.backend.allDocs(REGISTRY, '')).filter(({ _id }) => _id.includes(group));
}

/** The same gateway, which something happens to before each call of one kind to its database. */
export function interrupted(
	site: Site,
	call: keyof Backend,
	first: (...given: unknown[]) => Promise<unknown> | undefined
): Site {
	const backend = new Proxy(site.backend, {
		get(target, name: keyof Backend) {
			const own = (target[name] as (...given: unknown[]) => unknown).bind(target);
			if (name !== call) return own;
			return async (...given: unknown[]) => {
				await first(...given);
				return own(...given);
			};
		}
	});
	return { ...site, backend };
}
