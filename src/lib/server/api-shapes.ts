import * as v from 'valibot';
import { hasForbiddenCharacters, tidyText } from '../records/text.ts';
import type { Failure } from './answer.ts';

const ulid = '[0-9a-hjkmnp-tv-z]{26}';
const group = v.pipe(v.string(), v.regex(new RegExp(`^${ulid}$`)));
const member = v.pipe(v.string(), v.regex(new RegExp(`^member:${ulid}$`)));
const digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const time = v.pipe(v.string(), v.isoTimestamp(), v.maxLength(30));
const role = v.picklist(['organiser', 'volunteer', 'viewer']);
const name = v.pipe(
	v.string(),
	v.maxLength(200),
	v.transform(tidyText),
	v.minLength(1),
	v.maxLength(80),
	v.check((text) => !hasForbiddenCharacters(text, false) && text.isWellFormed())
);

export type Shape<T> = v.GenericSchema<unknown, T>;

/** POST /api/groups */
export const newGroup = v.object({ id: group, name, member: v.object({ id: member, name }), secret: digest });

/** POST /api/join: the link's secret or the code */
export const joining = v.pipe(
	v.object({
		secret: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{16,64}$/))),
		code: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(20))),
		group: v.optional(group),
		name,
		member,
		device_secret: digest
	}),
	v.check((asked) => (asked.secret === undefined) !== (asked.code === undefined))
);

/** POST /api/session */
export const signingIn = v.object({ group, secret: digest });

/** POST /api/groups/<id>/invites */
export const newInvite = v.object({
	id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,64}$/)),
	secret_hash: digest,
	code_hash: v.optional(digest),
	code_expires_at: v.optional(time),
	role,
	expires_at: time,
	uses: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000))
});

/** POST /api/groups/<id>/interested/invite */
export const invitingInterested = v.object({
	to: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))), v.maxLength(100)),
	text: v.pipe(v.string(), v.maxLength(10_000))
});

const words = (most: number) =>
	v.pipe(
		v.string(),
		v.maxLength(2 * most),
		v.transform(tidyText),
		v.minLength(1),
		v.maxLength(most),
		v.check((text) => !hasForbiddenCharacters(text, true) && text.isWellFormed())
	);

/** POST /api/groups/<id>/vouch: the bare id of the group that it is for; `look` tells of it and vouches for nobody. */
export const vouching = v.object({ for: group, look: v.optional(v.boolean()) });

/** POST /api/groups/<id>/appeal */
export const appealing = v.object({ text: words(1000) });

/** POST /api/groups/<id>/pilot */
export const piloting = v.object({ why: words(1000) });

/** The body as this shape, tidied, or which fields are wrong. */
export function readBody<T>(value: unknown, shape: Shape<T>): { ok: true; value: T } | Failure {
	const read = v.safeParse(shape, value);
	if (read.success) return { ok: true, value: read.output };
	const problems = read.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', code: issue.type }));
	return { ok: false, status: 400, code: 'invalid', problems };
}
