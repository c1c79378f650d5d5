/** The map of a patch with 5,000 doors beside one with a single door: how long a frame takes while it is dragged. */
import type { Page } from '@playwright/test';
import { Phone } from '../phone';
import { PatchMapScreen } from '../screens/patch-map';
import { StartScreen } from '../screens/start';
import { throttle } from './browser';
import { interleave, median, quantile, ratio } from './measure';
import type { Options, Place } from './place';
import type { Finding } from './report';

const CPU = 4;
const DOORS = 5_000;

/** So many doors in streets of a hundred, as an OpenStreetMap extract. */
function extract(doors: number) {
	const features = Array.from({ length: doors }, (_, i) => ({
		type: 'Feature',
		properties: { 'addr:street': `Street ${Math.floor(i / 100)}`, 'addr:housenumber': String((i % 100) + 1) },
		geometry: {
			type: 'Point',
			coordinates: [-2.156 + 0.0001 * (i % 100), 53.618 + 0.0004 * Math.floor(i / 100) + (i % 2) * 0.0002]
		}
	}));
	const text = JSON.stringify({ type: 'FeatureCollection', features });
	return { name: 'doors.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(text) };
}

/** Notes when each frame begins, from now on; runs in the page. */
function watchFrames() {
	window.mapFrames = [];
	const note = (at: number) => {
		window.mapFrames!.push(at);
		requestAnimationFrame(note);
	};
	requestAnimationFrame(note);
}

/** Drags the map to and fro for some seconds; answers what each frame took, in ms. */
async function drag(page: Page, screen: PatchMapScreen): Promise<number[]> {
	const { x, y, width, height } = (await screen.map.boundingBox())!;
	const [middle, level] = [x + width / 2, y + height / 2];
	await page.evaluate(watchFrames);
	await page.mouse.move(middle, level);
	await page.mouse.down();
	for (let step = 0; step < 120; step++)
		await page.mouse.move(middle + 120 * Math.sin(step / 8), level + 60 * Math.cos(step / 8));
	await page.mouse.up();
	const times = await page.evaluate(() => window.mapFrames ?? []);
	return times.slice(1).map((time, i) => time - times[i]!);
}

/** Drags both maps in a random order in every repetition. */
export async function mapFindings(place: Place, { quick, reps, say }: Options): Promise<Finding[]> {
	const phone = await Phone.unbox(place.url, { serviceWorkers: 'block' });
	try {
		// As in `inBrowser`: tsx names inner functions by one that pages don't have.
		await phone.context!.addInitScript('globalThis.__name ??= (named) => named');
		const start = await StartScreen.open(phone);
		await start.fill({ name: 'Newtown', kind: 'Neighbourhood', place: 'Rochdale', person: 'Ada' });
		const group = await start.start();
		const paths = { many: '', one: '' };
		for (const [name, doors] of [
			['many', quick ? DOORS / 5 : DOORS],
			['one', 1]
		] as const) {
			await phone.page.getByRole('link', { name: 'Doors', exact: true }).first().click();
			const add = await (await group.doors()).newPatch(name);
			await add.choose(extract(doors));
			await add.add();
			paths[name] = `${new URL(phone.page.url()).pathname}/map`;
		}
		const frames = { many: [] as number[], one: [] as number[] };
		const { many, one } = await interleave(['many', 'one'] as const, Math.min(reps, 6), async (name, rep) => {
			say(`map: ${name}, repetition ${rep + 1}`);
			await throttle(phone.page, 1);
			await phone.open(paths[name]);
			const screen = await new PatchMapScreen(phone).ready();
			await phone.page.waitForTimeout(1500);
			await throttle(phone.page, CPU);
			const took = await drag(phone.page, screen);
			frames[name].push(...took);
			return median(took);
		});
		const section = `The map dragged, ${quick ? DOORS / 5 : DOORS} doors, ${CPU}x slower CPU`;
		const each = (all: readonly number[]) =>
			`p50 ${median(all).toFixed(1)}, p95 ${quantile(all, 0.95).toFixed(1)} ms, ${(1000 / (all.reduce((sum, ms) => sum + ms, 0) / all.length)).toFixed(0)} frames a second`;
		return [
			{
				section,
				what: 'a frame, beside a map with one door',
				value: ratio(many, one),
				unit: 'x',
				from: `${each(frames.many)}; one door: ${each(frames.one)}`
			},
			{ section, what: 'a frame, p50', value: median(frames.many), unit: 'ms', from: each(frames.many) }
		];
	} finally {
		await phone.close();
	}
}

declare global {
	interface Window {
		mapFrames?: number[];
	}
}
