/**
 * Moderators' passkeys (WebAuthn). Every gateway may answer the next step: the challenge waits in the accounts until it is
 * used, once. The library checks signatures, origin, user verification and that a counter does not go back.
 */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { isIP } from 'node:net';
import { change, sha256 } from './accounts.ts';
import type { Failure } from './answer.ts';
import type { Doc } from './backend.ts';
import { countPasskeyTry } from './limits.ts';
import { moderators, openSession, type Moderator, type Passkey, type SignedInAs } from './moderators.ts';
import type { Site } from './site.ts';

const CHALLENGE_LIFE = 5 * 60_000;
const MOST_PASSKEYS = 10;

interface Challenge extends Doc {
	/** The document of the moderator who adds a passkey; nobody's where somebody signs in. */
	moderator?: string;
	expires_at: string;
	used?: true;
}

/**
 * The domain that passkeys at this origin belong to; undefined where browsers have none: without HTTPS, except on this
 * machine itself, and at a bare address. https://www.w3.org/TR/webauthn-3/#rp-id
 */
export function passkeyDomain(origin: string): string | undefined {
	const { hostname, protocol } = new URL(origin);
	if (isIP(hostname.replace(/^\[|\]$/g, ''))) return undefined;
	return protocol === 'https:' || hostname === 'localhost' || hostname.endsWith('.localhost')
		? hostname
		: undefined;
}

const noPasskeys: Failure = { ok: false, status: 409, code: 'no_passkeys' };
const wrong: Failure = { ok: false, status: 401, code: 'passkey_wrong' };

/** What a browser is asked for so that somebody signs in. */
export async function beginSignIn(site: Site, origin: string, address: string) {
	const rpID = passkeyDomain(origin);
	if (!rpID) return noPasskeys;
	const allowed = await countPasskeyTry(site, address);
	if (!allowed.ok)
		return { ok: false, status: 429, code: 'too_many_tries', retry_after: allowed.retry_after } as Failure;
	const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
	const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
	await keepChallenge(site, options.challenge);
	return { ok: true as const, options };
}

/** Signs in by what a browser answered. Whatever is wrong with it, the answer is the same. */
export async function finishSignIn(site: Site, origin: string, response: unknown): Promise<SignedInAs> {
	const rpID = passkeyDomain(origin);
	if (!rpID) return noPasskeys;
	const said = response as AuthenticationResponseJSON;
	const holds = ({ id }: Passkey) => id === said?.id;
	const moderator = (await moderators(site)).find(({ passkeys }) => passkeys.some(holds));
	const known = moderator?.passkeys.find(holds);
	if (!moderator || !known) return wrong;
	const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
	const verified = await unlessRefused(() =>
		verifyAuthenticationResponse({
			response: said,
			expectedChallenge: (challenge) => takeChallenge(site, challenge),
			expectedOrigin: origin,
			expectedRPID: rpID,
			credential: {
				id: known.id,
				publicKey: new Uint8Array(Buffer.from(known.public_key, 'base64url')),
				counter: known.counter
			}
		})
	);
	if (!verified?.verified) return wrong;
	const { newCounter } = verified.authenticationInfo;
	const signed = await openSession(site, moderator._id, (now) => {
		const counted = now.passkeys.find(holds);
		// Two that were made at the same moment can't both be the newest.
		if (!counted || (Math.max(newCounter, counted.counter) > 0 && newCounter <= counted.counter))
			return false;
		return {
			...now,
			passkeys: now.passkeys.map((one) => (holds(one) ? { ...one, counter: newCounter } : one))
		};
	});
	return signed ?? wrong;
}

/** What a browser is asked for so that a moderator who is signed in gets a passkey on this device. */
export async function beginPasskey(site: Site, origin: string, moderator: Moderator) {
	const rpID = passkeyDomain(origin);
	if (!rpID) return noPasskeys;
	if (moderator.passkeys.length >= MOST_PASSKEYS)
		return { ok: false, status: 409, code: 'passkeys_full' } as Failure;
	const { generateRegistrationOptions } = await import('@simplewebauthn/server');
	const options = await generateRegistrationOptions({
		rpName: 'Toad Lane',
		rpID,
		userName: moderator.name,
		userDisplayName: moderator.name,
		userID: new Uint8Array(Buffer.from(moderator.handle, 'base64url')),
		excludeCredentials: moderator.passkeys.map(({ id, transports }) => ({ id, transports })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
	});
	await keepChallenge(site, options.challenge, moderator._id);
	return { ok: true as const, options };
}

/** Keeps the passkey that a browser made for a moderator. */
export async function finishPasskey(
	site: Site,
	origin: string,
	moderator: Moderator,
	response: unknown
): Promise<{ ok: true } | Failure> {
	const rpID = passkeyDomain(origin);
	if (!rpID) return noPasskeys;
	const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
	const verified = await unlessRefused(() =>
		verifyRegistrationResponse({
			response: response as RegistrationResponseJSON,
			expectedChallenge: (challenge) => takeChallenge(site, challenge, moderator._id),
			expectedOrigin: origin,
			expectedRPID: rpID
		})
	);
	if (!verified?.verified) return { ok: false, status: 400, code: 'passkey_wrong' };
	const { id, publicKey, counter, transports } = verified.registrationInfo.credential;
	const passkey: Passkey = {
		id,
		public_key: Buffer.from(publicKey).toString('base64url'),
		counter,
		...(transports && { transports }),
		added_at: site.now().toISOString()
	};
	const kept = await change<Moderator>(site.backend, moderator._id, (now) =>
		!now || now.passkeys.length >= MOST_PASSKEYS || now.passkeys.some((one) => one.id === id)
			? undefined
			: { ...now, passkeys: [...now.passkeys, passkey] }
	);
	if (!kept) return { ok: false, status: 401, code: 'sign_in' };
	return kept.passkeys.some((one) => one.id === id)
		? { ok: true }
		: { ok: false, status: 409, code: 'passkeys_full' };
}

async function keepChallenge(site: Site, challenge: string, moderator?: string): Promise<void> {
	const expires_at = new Date(site.now().getTime() + CHALLENGE_LIFE).toISOString();
	const made = { expires_at, ...(moderator !== undefined && { moderator }) };
	await change<Challenge>(site.backend, challengeDocument(challenge), (now) => (now ? undefined : made));
}

/** Whether this challenge stands for that purpose; from now on it doesn't. */
async function takeChallenge(site: Site, challenge: string, moderator?: string): Promise<boolean> {
	let taken = false;
	await change<Challenge>(site.backend, challengeDocument(challenge), (now) => {
		const good = now && !now.used && now.moderator === moderator;
		taken = Boolean(good && now.expires_at > site.now().toISOString());
		return now && taken ? { ...now, used: true } : undefined;
	});
	return taken;
}

const challengeDocument = (challenge: string) => `challenge:${sha256(challenge)}`;

/** The library throws at what it does not accept; a registry that can't answer is something else. */
async function unlessRefused<T>(verify: () => Promise<T>): Promise<T | undefined> {
	try {
		return await verify();
	} catch (problem) {
		if (problem instanceof Error && problem.name === 'BackendTrouble') throw problem;
		return undefined;
	}
}
