/** Which council's district a place lies in, and where the districts of postcodes are, as far as the operator imported it. */
import type { Council, Whereabouts } from '../../rules/nation/index.ts';
import { districtAt, openDistricts } from '../../rules/districts/index.ts';
import { REFERENCE } from '../backend.ts';
import { reckon } from '../reckon-apart.ts';
import { datasets, readFacts } from '../reference.ts';
import type { Site } from '../site.ts';
import { untilChanged } from '../until-changed.ts';

type Point = readonly [number, number];

export interface Places extends Whereabouts {
	/** The GSS code of the district that a place lies in. */
	councilAt(point: Point): string | undefined;
	/** The middles of postcodes' districts, such as `OL12`, to two decimals. */
	middles: ReadonlyMap<string, Point>;
}

/** What is known of places; the same object until the imported facts have changed. */
export const readPlaces = untilChanged(async (site: Site): Promise<Places> => {
	const [districts, middles] = [await readDistricts(site), await readMiddles(site)];
	return { ...districts, middles, middleOf: (district) => middles.get(district) };
}, REFERENCE);

const NOWHERE = { councils: new Map<string, Council>(), councilAt: () => undefined };

async function readDistricts(site: Site): Promise<Pick<Places, 'councils' | 'councilAt'>> {
	if ((await datasets(site, 'boundaries')).length === 0) return NOWHERE;
	const files = await (await reckon(site)).files;
	const file = openDistricts(JSON.parse(new TextDecoder().decode(files['/api/districts'].plain)));
	if (!file.ok) return NOWHERE;
	const standing = (await readFacts(site, 'authorities')).filter(({ gone_at }) => gone_at === undefined);
	const regions = new Map(standing.map(({ gss, region }) => [gss, region]));
	const listed = (await readFacts(site, 'coop-councils')).filter(({ gone_at }) => gone_at === undefined);
	const cooperatives = new Set(listed.map(({ id }) => id));
	const councils = file.opened.districts.map(({ code, name, nation }): [string, Council] => {
		const region = regions.get(code);
		const cooperative = cooperatives.has(code);
		return [code, { code, name, nation, ...(region && { region }), ...(cooperative && { cooperative }) }];
	});
	// Positions are published to a kilometre: many communities stand at one of few.
	const known = new Map<string, string | undefined>();
	return {
		councils: new Map(councils),
		councilAt(point) {
			const key = point.join();
			if (!known.has(key)) known.set(key, districtAt(file.opened, point)?.code);
			return known.get(key);
		}
	};
}

/** From postcodes, and where there are none of a district, from the co-ops that stand in it. */
async function readMiddles(site: Site): Promise<Map<string, Point>> {
	const middles = new Map<string, Point>();
	const postcodes = await readFacts(site, 'postcodes');
	const coops = await readFacts(site, 'coops');
	const placed = [
		postcodes.map(({ id, point }) => ({ code: id, point })),
		coops.map(({ postcode, point }) => ({ code: postcode, point }))
	];
	for (const list of placed) {
		const sums = new Map<string, { x: number; y: number; n: number }>();
		for (const { code, point } of list) {
			const district = code?.split(' ')[0];
			if (!district || !point) continue;
			const sum = sums.get(district) ?? { x: 0, y: 0, n: 0 };
			sums.set(district, { x: sum.x + point[0], y: sum.y + point[1], n: sum.n + 1 });
		}
		for (const [district, { x, y, n }] of sums)
			if (!middles.has(district)) middles.set(district, [hundredths(x / n), hundredths(y / n)]);
	}
	return middles;
}

const hundredths = (degrees: number) => Math.round(degrees * 100) / 100;
