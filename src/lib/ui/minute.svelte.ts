const MINUTE = 60_000;

/** The present moment in ms, as it was less than a minute ago. Call during component initialisation. */
export function minute(): { readonly now: number } {
	let now = $state(Date.now());
	$effect(() => {
		const timer = setInterval(() => (now = Date.now()), MINUTE);
		return () => clearInterval(timer);
	});
	return {
		get now() {
			return now;
		}
	};
}
