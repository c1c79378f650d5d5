/** What every page and form under /moderate begins with: who asks. */
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { answer, answerFailure } from './answer.ts';
import { asAsked, failureOf, readJson } from './asked.ts';
import { currentSite } from './current-site.ts';
import { moderatorBy, SESSION_HOURS, signInByCode, signOut, type Moderator } from './moderators.ts';
import { beginPasskey, beginSignIn, finishPasskey, finishSignIn, passkeyDomain } from './passkeys.ts';
import { forPage } from './page.ts';
import { readForm } from './read-form.ts';
import type { Site } from './site.ts';

const COOKIE = 'tl-moderator';
const HOME = '/moderate';
const SIGN_IN = '/moderate/sign-in';
/** Longer than any code with its dashes and blanks. */
const MOST_CODE = 100;
/** The largest form that is read, in bytes. */
const FORM_CAP = 5000;

type Event = Pick<RequestEvent, 'cookies' | 'url' | 'request' | 'setHeaders' | 'getClientAddress'>;

/** Who asks for a page or sends a form; whoever is not signed in is led to where that is done. */
export async function moderating(
	event: Pick<Event, 'cookies'>
): Promise<{ site: Site; moderator: Moderator }> {
	const site = await forPage(currentSite());
	const moderator = await forPage(moderatorBy(site, event.cookies.get(COOKIE)));
	if (!moderator) redirect(303, SIGN_IN);
	return { site, moderator };
}

/** Nobody keeps a copy of these pages, and no search engine lists them. */
export function keepPrivate({ setHeaders }: Pick<Event, 'setHeaders'>): void {
	setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
}

/** What the page says on which one signs in. */
export async function signInPage(event: Event): Promise<{ passkeys: boolean }> {
	keepPrivate(event);
	const site = await forPage(currentSite());
	if (await forPage(moderatorBy(site, event.cookies.get(COOKIE)))) redirect(303, HOME);
	return { passkeys: passkeyDomain(event.url.origin) !== undefined };
}

/** Takes the form with a one-time code. Whoever comes in by one is offered a passkey where there can be one. */
export async function signInOnPage(event: Event) {
	const typed = (await readForm(event.request, FORM_CAP))?.get('code');
	const code = typeof typed === 'string' ? typed.trim() : '';
	if (code === '' || code.length > MOST_CODE)
		return fail(400, { refused: code === '' ? 'code_missing' : 'code_wrong', retry_after: 0 });
	const signed = await signInByCode(await currentSite(), code, event.getClientAddress()).catch(failureOf);
	if (!signed.ok) {
		const { retry_after = 0 } = signed;
		if (retry_after) event.setHeaders({ 'retry-after': String(retry_after) });
		return fail(signed.status, { refused: signed.code, retry_after });
	}
	keepSession(event, signed.cookie);
	redirect(303, passkeyDomain(event.url.origin) ? '/moderate/passkey' : HOME);
}

/** Ends the session, whether or not it still held. */
export async function signOutOnPage(event: Pick<Event, 'cookies'>): Promise<never> {
	await forPage(signOut(await forPage(currentSite()), event.cookies.get(COOKIE)));
	event.cookies.delete(COOKIE, { path: HOME });
	redirect(303, `${SIGN_IN}?out`);
}

/** One step of signing in by a passkey or of adding one: what a browser is asked for, or what it answered. */
export async function answerPasskey(event: Event & { params: { step: string } }): Promise<Response> {
	const { step } = event.params;
	if (!['sign-in', 'signed-in', 'add', 'added'].includes(step)) error(404);
	const site = await forPage(currentSite());
	const asked = asAsked(event);
	try {
		const body = await readJson(asked);
		if (!body.ok) return answerFailure(site, event.request, body);
		const result = await takeStep(site, event, step, body.value);
		if (!result.ok) return answerFailure(site, event.request, result);
		if ('cookie' in result) keepSession(event, String(result.cookie));
		return answer(site, event.request, 200, 'options' in result ? result.options : {});
	} catch (problem) {
		return answerFailure(site, event.request, failureOf(problem));
	}
}

async function takeStep(site: Site, event: Event, step: string, said: unknown) {
	const { origin } = event.url;
	if (step === 'sign-in') return beginSignIn(site, origin, event.getClientAddress());
	if (step === 'signed-in') return finishSignIn(site, origin, said);
	const moderator = await moderatorBy(site, event.cookies.get(COOKIE));
	if (!moderator) return { ok: false as const, status: 401, code: 'sign_in' };
	if (step === 'add') return beginPasskey(site, origin, moderator);
	return finishPasskey(site, origin, moderator, said);
}

function keepSession({ cookies, url }: Event, value: string): void {
	cookies.set(COOKIE, value, {
		path: HOME,
		httpOnly: true,
		sameSite: 'strict',
		secure: url.protocol === 'https:',
		maxAge: SESSION_HOURS * 3600
	});
}
