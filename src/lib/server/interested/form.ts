import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { failureOf } from '../asked.ts';
import { currentSite } from '../current-site.ts';
import { readForm } from '../read-form.ts';
import { sayInterested } from './interests.ts';
import { relays } from './letters.ts';
import type { TypedInterest } from './typed.ts';

/** The largest form that is read, in bytes. */
const FORM_CAP = 20_000;
const MOST_TICKED = 100;

/** Takes the form, and leads to the page of one's own; what was typed goes back with a refusal. */
export async function saidOnPage(
	event: Pick<RequestEvent, 'request' | 'setHeaders' | 'getClientAddress'>,
	agreed: (relayed: boolean) => string
) {
	const typed = await readTyped(event.request);
	if (!typed) return fail(413, refused('wrong', NOTHING));
	let key: string;
	try {
		const site = await currentSite();
		const said = await sayInterested(site, typed, agreed(relays(site)), event.getClientAddress());
		if (!said.ok) {
			if (said.retry_after) event.setHeaders({ 'retry-after': String(said.retry_after) });
			return fail(said.status, refused(said.code, typed, said));
		}
		key = said.key;
	} catch (problem) {
		const { status, code } = failureOf(problem);
		return fail(status, refused(code, typed));
	}
	redirect(303, `/interested/${key}?new`);
}

const NOTHING: TypedInterest = {
	key: '',
	postcode: '',
	tags: [],
	more: '',
	email: '',
	name: '',
	agree: false
};

function refused(
	code: string,
	{ key: _, ...typed }: TypedInterest,
	more: { retry_after?: number; problems?: unknown } = {}
) {
	const problems = (more.problems ?? []) as { field: string; code: string; limit?: number }[];
	return { refused: { code, retry_after: more.retry_after, problems, typed } };
}

/** The form's fields, each no longer than a person would type; undefined where it is too large to be one. */
async function readTyped(request: Request): Promise<TypedInterest | undefined> {
	const form = await readForm(request, FORM_CAP);
	if (!form) return undefined;
	const short = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value.slice(0, 500) : '');
	const text = (name: string) => short(form.get(name));
	return {
		key: text('key'),
		postcode: text('postcode'),
		tags: form.getAll('tags').slice(0, MOST_TICKED).map(short),
		more: text('more'),
		email: text('email'),
		name: text('name'),
		agree: text('agree') === 'yes'
	};
}
