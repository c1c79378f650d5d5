import { exampleFigures, type AllExampleFigures } from '../rules/index.ts';
import { currentSite } from './current-site.ts';
import { allCommunities } from './registry.ts';
import type { Site } from './site.ts';
import { untilChanged } from './until-changed.ts';

/** How the examples went for the communities of the registry; one that is there for looking around says nothing of that. */
const readFigures = untilChanged(async (site: Site): Promise<AllExampleFigures> =>
	exampleFigures((await allCommunities(site)).filter(({ tags }) => !tags.includes('demo')))
);

/** The figures of every example that a published commitment was made from. */
export async function figuresOfExamples(site?: Site): Promise<AllExampleFigures> {
	return readFigures(site ?? (await currentSite()));
}
