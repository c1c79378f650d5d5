/** The directory that phones search with no network: one file of all communities, made anew where it has changed. */
import { packHead, packPiece } from '../../rules/nation/index.ts';
import { answerFile } from '../packed-file.ts';
import type { Site } from '../site.ts';
import { joinedFiles } from './joined-file.ts';
import { untilKinds, type KeptCommunity, type Nation } from './kept.ts';

const fileOf = joinedFiles<KeptCommunity>({
	piece: (of) => packPiece(of.map(({ summary }) => summary)),
	between: ','
});

const makeDirectory = untilKinds(['listing'], ({ communities, places }: Nation) => {
	const councils = [...places.councils.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
	const { before, after } = packHead({ councils, districts: Object.fromEntries(places.middles) });
	return fileOf(communities.pieces, before, after);
});

/** Answers with the directory, or that nothing has changed since. */
export async function answerDirectory(site: Site, request: Request): Promise<Response> {
	return answerFile(await await makeDirectory(site), request, { 'content-type': 'application/json' });
}
