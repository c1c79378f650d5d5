/**
 * Work that many ask for at once and that is done once for all of them: who asks while it is being done gets what the next
 * time brings, because what is being done may have looked already before they came.
 */
export function together<T>(work: () => Promise<T>): () => Promise<T> {
	let running: Promise<T> | undefined;
	let next: Promise<T> | undefined;
	const start = () => {
		const mine = work().finally(() => {
			if (running === mine) running = undefined;
		});
		return (running = mine);
	};
	return () => {
		if (next) return next;
		if (!running) return start();
		next = running
			.catch(() => undefined)
			.then(() => {
				next = undefined;
				return start();
			});
		return next;
	};
}
