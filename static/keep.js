// For pages that run no other script: what was looked at once opens with no network as well.
if ('serviceWorker' in navigator)
	addEventListener('load', () =>
		navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
	);
