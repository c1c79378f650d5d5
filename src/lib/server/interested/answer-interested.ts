/** How many people are interested, by postcode district, for the map and for anybody's program: nothing finer, and nobody. */
import { districtAsked, readAsked } from '../../rules/nation/index.ts';
import { saidCount, type SaidCount } from '../../rules/interested.ts';
import { refuseAsked } from '../open-data/asked-words.ts';
import { answerOpen, SAID } from '../open-data/open-answer.ts';
import { textFile, type SentFile } from '../packed-file.ts';
import type { Site } from '../site.ts';
import { allInterested, countByDistrict, countPeople, middles, peopleNear } from './counted.ts';
import type { Interest } from './interest.ts';

type MiddleOf = Awaited<ReturnType<typeof middles>>;

/** A postcode district where somebody is interested. */
interface InterestedIn {
	district: string;
	people: SaidCount;
	/** Its middle, where that is known. */
	point?: readonly [number, number];
}

const JSON_TYPE = { type: 'application/json' };

/**
 * Answers `GET /api/interested`: every district, or with `q=OL12` or `near=longitude,latitude` those within about 10 km and how many
 * people they are together; 400 and what is wrong with a question that makes no sense.
 */
export async function answerInterested(site: Site, request: Request): Promise<Response> {
	const read = readAsked(new URL(request.url).searchParams);
	if (!read.ok) return refuseAsked(read.problems);
	const { query, near } = read.asked;
	const district = districtAsked(query);
	if (query !== undefined && district === undefined) return refuseAsked([{ field: 'q', code: 'format' }]);
	const middleOf = await middles(site);
	const place = near ?? district;
	if (!place) return answerOpen(fileOf(await allInterested(site), middleOf), request, JSON_TYPE);
	const around = await peopleNear(site, place);
	const people = saidCount(countPeople(around));
	const text = JSON.stringify({ ...SAID, people, districts: districtsOf(around, middleOf) });
	return answerOpen(text, request, JSON_TYPE);
}

const kept = new WeakMap<readonly Interest[], { middleOf: MiddleOf; file: SentFile }>();

/** The whole of it, made once for as long as nobody comes or goes. */
function fileOf(all: readonly Interest[], middleOf: MiddleOf): SentFile {
	const known = kept.get(all);
	if (known?.middleOf === middleOf) return known.file;
	const file = textFile(JSON.stringify({ ...SAID, districts: districtsOf(all, middleOf) }));
	kept.set(all, { middleOf, file });
	return file;
}

/** In one order, so that every gateway says the same. */
function districtsOf(all: readonly Interest[], middleOf: MiddleOf): InterestedIn[] {
	const counts = [...countByDistrict(all)].sort(([a], [b]) => (a < b ? -1 : 1));
	return counts.map(([district, people]) => {
		const point = middleOf(district);
		return { district, people, ...(point && { point }) };
	});
}
