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

/** A tick that the hand feels. */
export function tick(): void {
	navigator.vibrate?.(12);
}
