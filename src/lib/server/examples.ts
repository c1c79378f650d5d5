import { exampleFigures, type AllExampleFigures } from '../rules/index.ts';
import { currentSite } from './current-site.ts';
import { isDemo } from '../rules/nation/index.ts';
import { untilKinds } from './nation/kept.ts';
import type { Site } from './site.ts';

/** How the examples went for the communities of the registry; one that is there for looking around says nothing of that. */
const readFigures = untilKinds(['listing'], ({ communities }): AllExampleFigures =>
	exampleFigures(
		[...communities]
			.filter(({ summary }) => !isDemo(summary))
			.map(({ summary, promised }) => ({ kind: summary.kind, commitments: promised, pilot: summary.pilot }))
	)
);

/** The figures of every example that a published commitment was made from. */
export async function figuresOfExamples(site?: Site): Promise<AllExampleFigures> {
	return readFigures(site ?? (await currentSite()));
}
