/** What runs in the worker thread: the country first, which pages wait for, its files after. */
import { parentPort, workerData } from 'node:worker_threads';
import { filesOf, reckonCountry, type Country, type CountryFiles, type Imported } from './reckoning.ts';

export type Told = { country: Country } | { files: CountryFiles };

async function reckon() {
	const { country, districts } = reckonCountry(workerData as Imported);
	parentPort?.postMessage({ country } satisfies Told);
	parentPort?.postMessage({ files: await filesOf(country, districts) } satisfies Told);
}

void reckon();
