/**
 * How many rows of a long list are on the page: `step` more each frame, so that the first screen is there at once and
 * no frame waits for all of them. Call during component initialisation.
 */
export function growing(total: () => number, step: number): { readonly shown: number } {
	let shown = $state(step);
	$effect(() => {
		if (shown >= total()) return;
		const frame = requestAnimationFrame(() => (shown += step));
		return () => cancelAnimationFrame(frame);
	});
	return {
		get shown() {
			return shown;
		}
	};
}
