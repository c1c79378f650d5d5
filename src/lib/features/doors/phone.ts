/** What the phone itself can do for a walk; where it cannot, nothing is missing. */

/** Keeps the screen on while it is looked at. Answers how to let go. */
export function stayAwake(): () => void {
	let lock: WakeLockSentinel | undefined;
	let over = false;
	// Refused when the battery is low or the page is hidden: the screen then sleeps as it always does.
	const ask = async () => {
		if (over || document.visibilityState !== 'visible') return;
		lock = await navigator.wakeLock?.request('screen').catch(() => undefined);
		if (over) void lock?.release();
	};
	document.addEventListener('visibilitychange', ask);
	void ask();
	return () => {
		over = true;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}

/** Milliseconds in which a quick tap after the address changed is still the same hand's double tap. */
const DOUBLE_TAP_MS = 250;

/**
 * Whether a tap is the second of a double tap, which would be recorded at the next door: the browser counts it as one,
 * and the address changed `moved` a moment before.
 */
export function isSecondTap({ detail, timeStamp }: Pick<MouseEvent, 'detail' | 'timeStamp'>, moved: number) {
	return detail > 1 && timeStamp - moved < DOUBLE_TAP_MS;
}

/** A tick that the hand feels. */
export function tick(): void {
	navigator.vibrate?.(12);
}
