import { readBody, type Shape } from './api-shapes.ts';
import * as shapes from './api-shapes.ts';
import { answer, answerFailure, type Failure } from './answer.ts';
import { failureOf, readJson, type Asked } from './asked.ts';
import {
	devicesOf,
	endedCookie,
	endSessions,
	findDevice,
	sessionCookie,
	signedIn,
	startSession,
	type Device
} from './devices.ts';
import { createGroup, findGroup } from './groups.ts';
import { interestedForGroup, inviteInterested } from './interested/inviting.ts';
import { invitesOf, joinGroup, registerInvite, withdrawInvite } from './invites.ts';
import { appeal, applyAsPilot, standingOf, vouch, vouchable } from './moderation/groups-side.ts';
import { removeMember } from './removing.ts';
import type { Site } from './site.ts';

type Outcome =
	| {
			ok: true;
			status: number;
			body?: unknown;
			cookie?: { group: string; session: string };
			ended?: string[];
	  }
	| Failure;

interface Endpoint {
	method: 'GET' | 'POST' | 'DELETE';
	path: RegExp;
	serve(site: Site, asked: Asked, parts: string[]): Promise<Outcome>;
}

const GROUP = '([0-9a-hjkmnp-tv-z]{26})';
const NOT_FOUND: Failure = { ok: false, status: 404, code: 'not_found' };

const ENDPOINTS: Endpoint[] = [
	{ method: 'POST', path: /^\/api\/groups$/, serve: create },
	{ method: 'POST', path: /^\/api\/join$/, serve: join },
	{ method: 'POST', path: /^\/api\/session$/, serve: session },
	{ method: 'DELETE', path: /^\/api\/session$/, serve: end },
	{ method: 'GET', path: new RegExp(`^/api/groups/${GROUP}$`), serve: member(describe) },
	{ method: 'GET', path: new RegExp(`^/api/groups/${GROUP}/people$`), serve: organiser(people) },
	{ method: 'POST', path: new RegExp(`^/api/groups/${GROUP}/invites$`), serve: organiser(invite) },
	{
		method: 'POST',
		path: new RegExp(`^/api/groups/${GROUP}/invites/([0-9A-Za-z:_-]{1,64})/withdraw$`),
		serve: organiser(withdraw)
	},
	{ method: 'POST', path: new RegExp(`^/api/groups/${GROUP}/vouch$`), serve: organiser(speakFor) },
	{ method: 'POST', path: new RegExp(`^/api/groups/${GROUP}/appeal$`), serve: organiser(object) },
	{ method: 'POST', path: new RegExp(`^/api/groups/${GROUP}/pilot$`), serve: organiser(apply) },
	{
		method: 'POST',
		path: new RegExp(`^/api/groups/${GROUP}/members/(?:member:|member%3A)?([0-9a-hjkmnp-tv-z]{26})/remove$`),
		serve: organiser(remove)
	},
	{ method: 'GET', path: new RegExp(`^/api/groups/${GROUP}/interested$`), serve: organiser(interested) },
	{
		method: 'POST',
		path: new RegExp(`^/api/groups/${GROUP}/interested/invite$`),
		serve: organiser(inviteThem)
	}
];

/** Groups, invites, joining, sessions and health: what phones ask beside replication. `version` is the build's. */
export async function answerApi(site: Site, asked: Asked, version = ''): Promise<Response> {
	try {
		const outcome = await route(site, asked, version);
		if (!outcome.ok) return await answerFailure(site, asked.request, outcome);
		const { cookie } = outcome;
		const secure = asked.origin.startsWith('https:');
		const headers: Record<string, string> = cookie
			? { 'set-cookie': sessionCookie(cookie.group, cookie.session, secure) }
			: {};
		const answered = await answer(site, asked.request, outcome.status, outcome.body, headers);
		for (const group of outcome.ended ?? [])
			answered.headers.append('set-cookie', endedCookie(group, secure));
		return answered;
	} catch (problem) {
		return answerFailure(site, asked.request, failureOf(problem));
	}
}

async function route(site: Site, asked: Asked, version: string): Promise<Outcome> {
	const method = asked.request.method === 'HEAD' ? 'GET' : asked.request.method;
	if (method === 'GET' && asked.path === '/api/health') return health(site, version);
	for (const endpoint of ENDPOINTS) {
		const parts = endpoint.path.exec(asked.path);
		if (parts && endpoint.method === method) return endpoint.serve(site, asked, parts.slice(1) as string[]);
	}
	return NOT_FOUND;
}

async function health(site: Site, version: string): Promise<Outcome> {
	const ok = await site.backend.health();
	return { ok: true, status: ok ? 200 : 503, body: { ok, version, store: site.backend.kind } };
}

async function create(site: Site, asked: Asked): Promise<Outcome> {
	const read = await body(asked, shapes.newGroup);
	if (!read.ok) return read;
	const made = await createGroup(site, read.value, asked.address);
	if (!made.ok) return made;
	const { device, slug, session, created } = made;
	return {
		ok: true,
		status: created ? 201 : 200,
		body: { group: read.value.id, device, role: 'organiser', ...(slug ? { slug } : {}) },
		cookie: { group: read.value.id, session }
	};
}

async function join(site: Site, asked: Asked): Promise<Outcome> {
	const read = await body(asked, shapes.joining);
	if (!read.ok) return read;
	const joined = await joinGroup(site, read.value, asked.address);
	if (!joined.ok) return joined;
	const { ok: _, session, ...answered } = joined;
	return { ok: true, status: 200, body: answered, cookie: { group: joined.group, session } };
}

async function session(site: Site, asked: Asked): Promise<Outcome> {
	const read = await body(asked, shapes.signingIn);
	if (!read.ok) return read;
	const { group, secret } = read.value;
	const started = await startSession(site, group, secret);
	if (started) return { ok: true, status: 204, cookie: { group, session: started } };
	if (!(await findGroup(site, group))) return { ok: false, status: 404, code: 'group_unknown' };
	const device = await findDevice(site, group, secret);
	return device
		? { ok: false, status: 403, code: 'removed' }
		: { ok: false, status: 404, code: 'device_unknown' };
}

/** Ends every session that the browser holds: whoever finds the phone has no way in. */
async function end(site: Site, asked: Asked): Promise<Outcome> {
	return { ok: true, status: 204, ended: await endSessions(site, asked.request.headers.get('cookie')) };
}

type Inside = (site: Site, asked: Asked, device: Device, part: string) => Promise<Outcome>;

function member(serve: Inside): Endpoint['serve'] {
	return async (site, asked, [group = '', part = '']) => {
		const who = await signedIn(site, group, asked.request.headers.get('cookie'));
		return who.ok ? serve(site, asked, who.device, part) : who;
	};
}

function organiser(serve: Inside): Endpoint['serve'] {
	return member(async (site, asked, device, part) =>
		device.role === 'organiser' ? serve(site, asked, device, part) : { ok: false, status: 403, code: 'role' }
	);
}

async function describe(site: Site, _asked: Asked, device: Device): Promise<Outcome> {
	const group = await findGroup(site, device.group);
	const { slug, published_at } = group ?? {};
	const standing = await standingOf(site, device.group);
	const body = { group: device.group, role: device.role, slug, published_at, standing };
	return { ok: true, status: 200, body };
}

async function people(site: Site, _asked: Asked, { group }: Device): Promise<Outcome> {
	const devices = (await devicesOf(site, group)).map((device) => ({
		id: device.secret_hash.slice(0, 32),
		member: device.member,
		role: device.role,
		added_at: device.added_at,
		last_seen_at: device.last_seen_at,
		revoked_at: device.revoked_at
	}));
	const invites = (await invitesOf(site, group)).map((known) => ({
		id: known.invite,
		role: known.role,
		expires_at: known.expires_at,
		uses: known.uses,
		used: known.taken.length,
		withdrawn_at: known.withdrawn_at
	}));
	return { ok: true, status: 200, body: { devices, invites } };
}

async function invite(site: Site, asked: Asked, { group, member }: Device): Promise<Outcome> {
	const read = await body(asked, shapes.newInvite);
	if (!read.ok) return read;
	const made = await registerInvite(site, group, read.value, member);
	return made.ok ? { ok: true, status: made.created ? 201 : 200, body: { id: read.value.id } } : made;
}

async function withdraw(site: Site, asked: Asked, { group }: Device, id: string): Promise<Outcome> {
	const read = await readJson(asked);
	if (!read.ok) return read;
	const done = await withdrawInvite(site, group, id);
	return done.ok ? { ok: true, status: 200, body: { id } } : done;
}

async function remove(site: Site, asked: Asked, { group }: Device, ulid: string): Promise<Outcome> {
	const read = await readJson(asked);
	if (!read.ok) return read;
	const done = await removeMember(site, group, `member:${ulid}`);
	return done.ok ? { ok: true, status: 200, body: { member: `member:${ulid}` } } : done;
}

async function interested(site: Site, _asked: Asked, { group }: Device): Promise<Outcome> {
	const found = await interestedForGroup(site, group);
	return found.ok ? { ok: true, status: 200, body: { people: found.people } } : found;
}

async function inviteThem(site: Site, asked: Asked, { group }: Device): Promise<Outcome> {
	const read = await body(asked, shapes.invitingInterested);
	if (!read.ok) return read;
	const done = await inviteInterested(site, group, read.value);
	if (!done.ok) return done;
	const { ok: _, ...counts } = done;
	return { ok: true, status: 200, body: counts };
}

async function speakFor(site: Site, asked: Asked, { group }: Device): Promise<Outcome> {
	const read = await body(asked, shapes.vouching);
	if (!read.ok) return read;
	const { for: other, look } = read.value;
	const done = look ? await vouchable(site, group, other) : await vouch(site, group, other);
	if (!done.ok) return done;
	const { ok: _, ...told } = done;
	return { ok: true, status: 200, body: { for: other, ...told } };
}

async function object(site: Site, asked: Asked, { group }: Device): Promise<Outcome> {
	const read = await body(asked, shapes.appealing);
	if (!read.ok) return read;
	return withStanding(site, group, await appeal(site, group, read.value.text));
}

async function apply(site: Site, asked: Asked, { group }: Device): Promise<Outcome> {
	const read = await body(asked, shapes.piloting);
	if (!read.ok) return read;
	return withStanding(site, group, await applyAsPilot(site, group, read.value.why));
}

async function withStanding(site: Site, group: string, done: { ok: true } | Failure): Promise<Outcome> {
	if (!done.ok) return done;
	return { ok: true, status: 200, body: { group, standing: await standingOf(site, group) } };
}

async function body<T>(asked: Asked, shape: Shape<T>): Promise<{ ok: true; value: T } | Failure> {
	const read = await readJson(asked);
	return read.ok ? readBody(read.value, shape) : read;
}
