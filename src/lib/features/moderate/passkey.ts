/** Signing in by a passkey and adding one: the browser's part. What it needs is loaded when it is used. */

/** How it went; what is not `done` has words of its own. */
export type PasskeyOutcome =
	| 'done'
	| 'cancelled'
	| 'known'
	| 'wrong'
	| 'too_many'
	| 'full'
	| 'signed_out'
	| 'impossible'
	| 'unavailable';

/** Signs in by a passkey that this device, or one beside it, has. */
export function signInByPasskey(): Promise<PasskeyOutcome> {
	return throughBrowser('sign-in', 'signed-in', async (options) => {
		const { startAuthentication } = await import('@simplewebauthn/browser');
		return startAuthentication({ optionsJSON: options as never });
	});
}

/** Makes a passkey on this device for whoever is signed in. */
export function addPasskey(): Promise<PasskeyOutcome> {
	return throughBrowser('add', 'added', async (options) => {
		const { startRegistration } = await import('@simplewebauthn/browser');
		return startRegistration({ optionsJSON: options as never });
	});
}

class Refused extends Error {
	constructor(readonly code: string) {
		super(code);
	}
}

async function throughBrowser(
	begin: string,
	finish: string,
	ask: (options: unknown) => Promise<unknown>
): Promise<PasskeyOutcome> {
	if (!('PublicKeyCredential' in window)) return 'impossible';
	try {
		await send(finish, await ask(await send(begin, {})));
		return 'done';
	} catch (problem) {
		return outcomeOf(problem);
	}
}

async function send(step: string, body: unknown): Promise<unknown> {
	const response = await fetch(`/moderate/passkeys/${step}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	const said = (await response.json()) as { code?: string };
	if (!response.ok) throw new Refused(said.code ?? '');
	return said;
}

const refusals: Record<string, PasskeyOutcome> = {
	passkey_wrong: 'wrong',
	too_many_tries: 'too_many',
	passkeys_full: 'full',
	sign_in: 'signed_out',
	no_passkeys: 'impossible'
};

/** Browsers say little about why, so that pages learn nothing: https://www.w3.org/TR/webauthn-3/#sctn-createCredential */
function outcomeOf(problem: unknown): PasskeyOutcome {
	if (problem instanceof Refused) return refusals[problem.code] ?? 'unavailable';
	const name = problem instanceof Error ? problem.name : '';
	if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
	if (name === 'InvalidStateError') return 'known';
	return name === 'NotSupportedError' || name === 'SecurityError' ? 'impossible' : 'unavailable';
}
