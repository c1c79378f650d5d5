import { currentSite } from './current-site.ts';
import { untilKinds } from './nation/kept.ts';
import type { CoopView, ShownCoop } from './publish-coops.ts';
import type { Site } from './site.ts';

/** A published co-op as anybody may read it. */
export interface PublicCoop extends CoopView {
	id: string;
	/** The address of the community that saw it. */
	slug: string;
}

/** The co-ops that a community shows, by name. */
export async function coopsOf(slug: string, site?: Site): Promise<PublicCoop[]> {
	return (await readCoops(site ?? (await currentSite()))).filter((one) => one.slug === slug);
}

/** Every published co-op by name. */
const readCoops = untilKinds(['coop'], (nation): PublicCoop[] => {
	const coops = [...nation.of<ShownCoop>('coop').values()].map(toPublic);
	return coops.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
});

const rank = ({ name, id }: PublicCoop) => `${name.toLowerCase()} ${id}`;

function toPublic(doc: ShownCoop): PublicCoop {
	const { _id, slug, name, owner, needs, where, hours, website, seen_on, source, licence, source_url } = doc;
	const id = _id.split(':').slice(2).join(':');
	return { id, slug, name, owner, needs, where, hours, website, seen_on, source, licence, source_url };
}
