declare module 'virtual:reckoning-worker' {
	/** A program for a worker thread: `reckoning-worker.ts` with all that it needs. */
	const program: string;
	export default program;
}
