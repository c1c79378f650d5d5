import { fail, type RequestEvent } from '@sveltejs/kit';
import { failureOf } from './asked.ts';
import { currentSite } from './current-site.ts';
import { tellCommunity, type TypedMessage } from './public-message.ts';
import { readForm } from './read-form.ts';

/** The largest form that is read, in bytes. */
const FORM_CAP = 60_000;
/** Longer than any message may be, so that one that is too long comes back whole. */
const MOST_TEXT = 5000;

/** Takes a community's contact form, and answers what the page says next; what was typed goes back with a refusal. */
export async function messageOnPage(
	slug: string,
	event: Pick<RequestEvent, 'request' | 'setHeaders' | 'getClientAddress'>
) {
	const typed = await readTyped(event.request);
	if (!typed) return fail(413, refused('too_large', NOTHING));
	try {
		const told = await tellCommunity(await currentSite(), slug, typed, event.getClientAddress());
		if (told.ok) return { told: true };
		if (told.retry_after) event.setHeaders({ 'retry-after': String(told.retry_after) });
		return fail(told.status, refused(told.code, typed, told));
	} catch (problem) {
		const { status, code } = failureOf(problem);
		return fail(status, refused(code, typed));
	}
}

const NOTHING: TypedMessage = { key: '', name: '', reach: '', about: '', text: '' };

function refused(
	code: string,
	{ key: _, ...typed }: TypedMessage,
	more: { retry_after?: number; problems?: unknown } = {}
) {
	const problems = (more.problems ?? []) as { field: string; code: string; limit?: number }[];
	return { refused: { code, retry_after: more.retry_after, problems, typed } };
}

/** The form's fields, no longer than a person would type; undefined where it is too large to be one. */
async function readTyped(request: Request): Promise<TypedMessage | undefined> {
	const form = await readForm(request, FORM_CAP);
	if (!form) return undefined;
	const text = (name: string, most = 200) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, most) : '';
	};
	return {
		...{ key: text('key'), name: text('name'), reach: text('reach') },
		...{ about: text('about'), text: text('text', MOST_TEXT) }
	};
}
