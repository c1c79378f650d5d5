import { isErrorCode, type ErrorCode } from '$lib/errors';
import type { DeviceGroup } from '$lib/store';
import { isObject, jsonOf, signOf, SyncFailure } from '$lib/sync';

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
	/** Whether the answer has the shape that was asked for; a proxy or a bug may answer anything with 200. */
	is(answer: unknown): boolean;
}

const PATIENCE = 20_000;

/**
 * Asks the registry and believes only its own answers, of the shape that was asked for: a Wi-Fi's login page also
 * answers 200. Never throws for what a network can do.
 */
export async function askRegistry<T>(
	path: string,
	{ method = 'GET', body, is }: Question
): Promise<Answer<T>> {
	let response: Response;
	let answer: unknown;
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
		signOf(response);
		answer = await jsonOf(response);
	} catch (reason) {
		if (reason instanceof SyncFailure)
			return { ok: false, code: isErrorCode(reason.code) ? reason.code : 'unexpected' };
		const late = reason instanceof DOMException && reason.name === 'TimeoutError';
		return { ok: false, code: late ? 'too_slow' : 'no_network' };
	}
	if (!response.ok) return refusal(response.status, isObject(answer) ? answer : {});
	return is(answer) ? { ok: true, value: answer as T } : { ok: false, code: 'server_trouble' };
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
	question: Question
): Promise<Answer<T>> {
	const address = `/api/groups/${entry.id}${path}`;
	const first = await askRegistry<T>(address, question);
	if (first.ok || !first.sign_in) return first;
	const session = await askRegistry('/api/session', {
		method: 'POST',
		body: { group: entry.id, secret: entry.secret },
		is: (answer) => answer === undefined
	});
	return session.ok ? askRegistry<T>(address, question) : session;
}
