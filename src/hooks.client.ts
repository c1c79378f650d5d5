import { m } from '$lib/i18n';
// The browser offers the installation once, and early: listen before any page asks.
import '$lib/ui/install.svelte.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { HandleClientError } from '@sveltejs/kit';

/** A short code that is the same for the same fault: its own code, or its name and four figures made of its message. */
function codeOf(error: unknown): string {
	if (error && typeof error === 'object' && 'code' in error && typeof error.code === 'string')
		return error.code;
	const { name, message } = error instanceof Error ? error : { name: 'Fault', message: String(error) };
	let sum = 0;
	for (const letter of message) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 10_000;
	return `${name}-${String(sum).padStart(4, '0')}`;
}

/** A request that never came back, in the words of the three engines. */
function isUnreachable(error: unknown): boolean {
	return error instanceof TypeError && /fetch|load failed|network|import/i.test(error.message);
}

export const handleError: HandleClientError = ({ error, status }) => {
	if (status === 404) return { message: m.app_error_missing(), code: 'not_found' };
	if (isUnreachable(error)) return { message: m.app_unreachable(), code: 'unreachable' };
	console.error(error);
	return { message: m.app_unexpected(), code: codeOf(error) };
};

/** Faults outside of a page's own loading: one calm line, and the app stays where it is. */
function report(error: unknown) {
	if (!error || (error instanceof DOMException && error.name === 'AbortError')) return;
	toast(`${m.app_unexpected()} ${m.app_code({ code: codeOf(error) })}`, { seconds: 10 });
}

window.addEventListener('error', (event) => report(event.error));
window.addEventListener('unhandledrejection', (event) => report(event.reason));
