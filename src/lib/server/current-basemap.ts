import { openBasemap, type Basemap } from './basemap.ts';

/** Kept outside of modules, which the development server loads again and again. */
const kept = globalThis as { toadLaneBasemap?: Promise<Basemap | undefined> };

/** The operator's map of the ground, if this process has one that can be used. */
export function currentBasemap(): Promise<Basemap | undefined> {
	return (kept.toadLaneBasemap ??= openBasemap(process.env.BASEMAP_PMTILES));
}

/** Closes the file; the next request would open it again. */
export async function closeBasemap(): Promise<void> {
	const basemap = kept.toadLaneBasemap;
	kept.toadLaneBasemap = undefined;
	await (await basemap)?.close();
}
