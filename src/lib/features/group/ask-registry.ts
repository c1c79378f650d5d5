import { isErrorCode, type ErrorCode } from '$lib/errors';
import type { DeviceGroup } from '$lib/store';

/** The registry said no, or nothing; `retry_after` in seconds, `sign_in` when the session has run out. */
export interface Refusal {
	ok: false;
	code: ErrorCode;
	/** The registry's own word, where the app has no code for it. */
	reason?: string;
	sign_in?: boolean;
	retry_after?: number;
}
export type Answer<T> = { ok: true; value: T } | Refusal;

interface Question {
	method?: 'GET' | 'POST';
	body?: unknown;
}

const PATIENCE = 20_000;

/**
 * Asks the registry and believes only its own answers: a Wi-Fi's login page also answers 200.
 * Never throws for what a network can do.
 */
export async function askRegistry<T>(
	path: string,
	{ method = 'GET', body }: Question = {}
): Promise<Answer<T>> {
	let response: Response;
	try {
		response = await fetch(path, {
			method,
			cache: 'no-store',
			signal: AbortSignal.timeout(PATIENCE),
			...(method === 'POST' && {
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body ?? {})
			})
		});
	} catch (reason) {
		const late = reason instanceof DOMException && reason.name === 'TimeoutError';
		return { ok: false, code: late ? 'too_slow' : 'no_network' };
	}
	if (!response.headers.has('x-toadlane-epoch'))
		return { ok: false, code: response.status >= 500 ? 'server_trouble' : 'not_our_server' };
	if (response.status === 204) return { ok: true, value: undefined as T };
	const answer: unknown = await response.json().catch(() => undefined);
	if (typeof answer !== 'object' || answer === null) return { ok: false, code: 'server_trouble' };
	if (response.ok) return { ok: true, value: answer as T };
	return refusal(response.status, answer as Record<string, unknown>);
}

function refusal(status: number, answer: Record<string, unknown>): Refusal {
	const more = {
		...(typeof answer.code === 'string' && { reason: answer.code }),
		...(status === 401 && { sign_in: true }),
		...(typeof answer.retry_after === 'number' && { retry_after: answer.retry_after })
	};
	if (isErrorCode(answer.code)) return { ok: false, code: answer.code, ...more };
	if (status === 429 || status === 503) return { ok: false, code: 'server_busy', ...more };
	return { ok: false, code: status >= 500 ? 'server_trouble' : 'unexpected', ...more };
}

/** Asks as a member of a group; signs this device in again when its session has run out. */
export async function askAsMember<T>(
	entry: Pick<DeviceGroup, 'id' | 'secret'>,
	path: string,
	question: Question = {}
): Promise<Answer<T>> {
	const address = `/api/groups/${entry.id}${path}`;
	const first = await askRegistry<T>(address, question);
	if (first.ok || !first.sign_in) return first;
	const session = await askRegistry('/api/session', {
		method: 'POST',
		body: { group: entry.id, secret: entry.secret }
	});
	return session.ok ? askRegistry<T>(address, question) : session;
}
