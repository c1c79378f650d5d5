/**
 * What the imported facts show of the whole country, reckoned once after each import in a thread of its own: phones that
 * send and fetch records meanwhile are answered as ever.
 */
import { Worker } from 'node:worker_threads';
import { REFERENCE } from './backend.ts';
import type { Country, CountryFiles, Imported } from './reckoning.ts';
import type { Told } from './reckoning-worker.ts';
import { datasets, readTexts } from './reference.ts';
import type { Site } from './site.ts';
import { untilChanged } from './until-changed.ts';

interface Reckoned {
	country: Country;
	/** They are ready a moment after the country. */
	files: Promise<CountryFiles>;
}

/** The country as far as its operator imported it. */
export const reckon = untilChanged(async (site: Site): Promise<Reckoned> => {
	const coops = await readTexts(site, 'coops');
	const authorities = await readTexts(site, 'authorities');
	const boundaries = await readTexts(site, 'boundaries');
	return inWorker({ coops, authorities, boundaries, today: site.now().toISOString().slice(0, 10) });
}, REFERENCE);

/** Reckons ahead of the first visitor, after a start and after an import. */
export async function reckonAhead(site: Site): Promise<void> {
	if ((await datasets(site)).length > 0) await reckon(site);
}

/** The program is there in a build alone; commands that read no country run without. */
async function inWorker(imported: Imported): Promise<Reckoned> {
	const { default: program } = await import('virtual:reckoning-worker');
	const worker = new Worker(program, { eval: true, workerData: imported });
	// A server that is being stopped waits for no figures.
	worker.unref();
	return new Promise((done, fail) => {
		const files = new Promise<CountryFiles>((filesDone, filesFail) => {
			worker.on('message', (told: Told) => {
				if ('files' in told) filesDone(told.files);
				else done({ country: told.country, files });
			});
			worker.on('error', filesFail);
			worker.on('exit', () => filesFail(new Error('the reckoning of deserts ended early')));
		});
		files.catch(fail);
	});
}
