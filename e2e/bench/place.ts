/** Where the bench runs: the production app with its registry, a shaped network before it, and one origin for all. */
import { startApp } from '../app';
import { openNetwork, type Network } from './network';
import { openOrigin, type Origin } from './origin';

export interface Place {
	/** The address that browsers use. */
	readonly url: string;
	/** The app itself, for feeding it. */
	readonly app: string;
	readonly network: Network;
	readonly origin: Origin;
	close(): Promise<void>;
}

export interface Options {
	/** Fewer repetitions and records: to see that all runs, not to judge. */
	quick: boolean;
	/** The most repetitions of anything. */
	reps: number;
	/** A part of the words for the networks to measure in; all when empty. */
	network: string;
	/** Says what is going on. */
	say(text: string): void;
}

export async function openPlace(): Promise<Place> {
	const app = await startApp();
	const origin = await openOrigin(app.url);
	const network = await openNetwork(origin.port);
	return {
		url: `http://localhost:${network.port}`,
		app: app.url,
		network,
		origin,
		async close() {
			await network.close();
			await origin.close();
			await app.close();
		}
	};
}
