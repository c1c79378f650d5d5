/** Where the app syncs: a worker. The floor does its part of the job here too, so that like is compared with like. */
import { ourStore } from './ours.ts';
import { rawStore } from './raw.ts';

export interface Job {
	name: 'ours' | 'raw';
	what: 'pull' | 'push';
	group: string;
}
/** `ready` comes once, when the script has been loaded. */
export type Told = { ready: true } | { count: number } | { problem: string };

const page = self as unknown as {
	postMessage(told: Told): void;
	onmessage: ((event: MessageEvent<Job>) => void) | null;
};
const stores = { ours: ourStore(), raw: rawStore() };

page.onmessage = async ({ data: { name, what, group } }) => {
	try {
		page.postMessage({ count: await stores[name][what](group) });
	} catch (problem) {
		page.postMessage({ problem: String(problem) });
	}
};
page.postMessage({ ready: true });
