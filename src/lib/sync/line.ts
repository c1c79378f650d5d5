import { isErrorCode } from '../errors.ts';
import { appVersion } from '../records/index.ts';
import { SyncFailure } from './failure.ts';
import { isObject, jsonOf, signOf } from './ours.ts';

/** What the engine takes from its surroundings, so that tests can stand in for them. */
export interface Surroundings {
	fetch: typeof fetch;
	/** Origin of the server, without a slash at the end. */
	base: string;
	now(): Date;
	/** 0 to 1, as `Math.random`. */
	random(): number;
	signal: AbortSignal;
	/** Milliseconds until headers, and until the whole answer; 20,000 and 60,000 unless given. */
	patience?: { headers: number; body: number };
	/** Most documents in one request that sends; 1,000 unless given. */
	batch?: number;
	/** The engine runs in a page, not in a worker beside it. */
	inPage?: boolean;
}

export interface Question {
	method?: 'GET' | 'POST';
	body?: unknown;
	/** Whether the answer has the shape that was asked for; a proxy or a bug may answer anything with 200. */
	is(answer: unknown): boolean;
}

export interface Line {
	/** Asks the server and answers its JSON. Rejects `SyncFailure`, and `AbortError` when stopped. */
	ask<T>(path: string, question: Question): Promise<T>;
	/** Names the registry as it is now; changes when it was restored from a backup or made anew. */
	epoch(): string | undefined;
	/** Whether any of our server's answers came. */
	heard(): boolean;
	/** The server's clock at its last answer; `undefined` when it did not tell. */
	time(): Date | undefined;
}

/** Signs this device in again; rejects `SyncFailure` when it may not. */
export type SignIn = (line: Line) => Promise<void>;

const longestWait = 5 * 60_000;

/**
 * The line to the server. Nothing is believed before it is seen to come from our server: the epoch header, JSON, the
 * right shape. A session that ran out is opened again once, and the question repeated.
 */
export function openLine({ fetch, base, signal, patience }: Surroundings, signIn: SignIn): Line {
	const wait = patience ?? { headers: 20_000, body: 60_000 };
	let epoch: string | undefined;
	let told: string | null = null;
	let signingIn: Promise<void> | undefined;

	async function send(path: string, question: Question): Promise<{ response: Response; answer: unknown }> {
		const clock = new AbortController();
		const stop = () => clock.abort(new DOMException('stopped', 'AbortError'));
		const late = () => clock.abort(new SyncFailure('too_slow'));
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop);
		let timer = setTimeout(late, wait.headers);
		try {
			// A body that never ends must not hang either, whatever `fetch` does with the signal.
			return await Promise.race([
				rejection(clock.signal),
				(async () => {
					const response = await fetch(base + path, {
						method: question.method ?? 'GET',
						cache: 'no-store',
						credentials: 'same-origin',
						signal: clock.signal,
						headers: {
							'x-toadlane-version': String(appVersion),
							...(question.method === 'POST' && { 'content-type': 'application/json' })
						},
						...(question.method === 'POST' && {
							body: JSON.stringify(question.body)
						})
					});
					clearTimeout(timer);
					timer = setTimeout(late, wait.body);
					return { response, answer: await read(response) };
				})()
			]);
		} catch (error) {
			if (clock.signal.aborted) throw clock.signal.reason;
			if (error instanceof SyncFailure) throw error;
			throw new SyncFailure('no_network');
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', stop);
		}
	}

	async function read(response: Response): Promise<unknown> {
		const sign = signOf(response);
		// A registry that was put back in mid-round is another one: what it says confirms nothing of this round.
		if (epoch !== undefined && sign !== epoch) throw new SyncFailure('server_trouble');
		epoch = sign;
		told = response.headers.get('date');
		return await jsonOf(response);
	}

	const state = {
		epoch: () => epoch,
		heard: () => epoch !== undefined,
		time() {
			const time = Date.parse(told ?? '');
			return Number.isNaN(time) ? undefined : new Date(time);
		}
	};
	/** For signing in itself, which must not wait for signing in. */
	const bare: Line = {
		...state,
		ask: async <T>(path: string, question: Question) => believe<T>(question, await send(path, question))
	};
	return {
		...state,
		async ask<T>(path: string, question: Question): Promise<T> {
			const first = await send(path, question);
			if (first.response.status !== 401) return believe(question, first);
			signingIn ??= signIn(bare).finally(() => (signingIn = undefined));
			await signingIn;
			return await bare.ask(path, question);
		}
	};
}

function believe<T>(question: Question, { response, answer }: { response: Response; answer: unknown }): T {
	if (!response.ok) throw failureOf(response, answer);
	if (!question.is(answer)) throw new SyncFailure('server_trouble');
	return answer as T;
}

const rejection = (signal: AbortSignal) =>
	new Promise<never>((_, reject) => {
		if (signal.aborted) reject(signal.reason);
		signal.addEventListener('abort', () => reject(signal.reason), { once: true });
	});

function failureOf(response: Response, answer: unknown): SyncFailure {
	const code = isObject(answer) ? answer.code : undefined;
	if (response.status === 413) return new SyncFailure('too_large');
	if (response.status === 426) return new SyncFailure('app_too_old');
	if (response.status === 429 || response.status === 503) {
		// Without a number of seconds, rounds that fail make way for each other by themselves.
		const seconds = Number(response.headers.get('retry-after') ?? undefined);
		const wait = seconds >= 0 ? Math.min(seconds * 1000, longestWait) : undefined;
		return new SyncFailure(isErrorCode(code) ? code : 'server_busy', wait);
	}
	if (code === 'device_unknown' || isErrorCode(code)) return new SyncFailure(code);
	// Signed in, and still asked to sign in: the server's trouble, and tried again.
	const theirs = response.status >= 500 || response.status === 401;
	return new SyncFailure(theirs ? 'server_trouble' : 'unexpected', undefined, response.status === 400);
}
