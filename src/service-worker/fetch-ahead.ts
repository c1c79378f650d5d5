/// <reference lib="webworker" />

/** As many as a browser asks of one server at a time. */
const AT_ONCE = 6;

/**
 * Fetches what is about to be kept, some at a time: Workbox asks for one file after another, and on a phone's network waiting
 * for each takes longer than its bytes. It then finds them in the browser's own cache; what failed here it fetches itself.
 */
export async function fetchAhead(urls: readonly string[]): Promise<void> {
	const left = urls.values();
	const lane = async () => {
		for (const url of left) {
			const response = await fetch(url, { credentials: 'same-origin' }).catch(() => undefined);
			await response?.arrayBuffer().catch(() => undefined);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
