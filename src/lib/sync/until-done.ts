/** Milliseconds before the next try. */
const pauseBefore = (tries: number) => Math.min(60_000, 1_000 * 2 ** Math.min(tries, 6));

/**
 * Does the work again, after longer and longer pauses, until it succeeds; `failed` hears of every failure. Answers
 * `undefined` when stopped.
 */
export async function untilDone<T>(
	work: () => Promise<T>,
	failed: (error: unknown) => void,
	signal: AbortSignal
): Promise<T | undefined> {
	for (let tries = 0; !signal.aborted; tries++) {
		try {
			return await work();
		} catch (error) {
			failed(error);
		}
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, pauseBefore(tries));
			signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
		});
	}
	return undefined;
}
