import { fail, type RequestEvent } from '@sveltejs/kit';
import { randomBytes } from 'node:crypto';
import { RSVP_NEEDS } from '../records/index.ts';
import { failureOf } from './asked.ts';
import { currentSite } from './current-site.ts';
import { answerEvent, type EventAsked, type TypedAnswer } from './public-rsvp.ts';
import { readForm } from './read-form.ts';

/** The largest form that is read, in bytes. */
const FORM_CAP = 20_000;

/** What goes with a form, so that it counts once. */
export const newFormKey = (): string => randomBytes(16).toString('hex');

/** Takes the form of an event's page, and answers what the page says next; what was typed goes back with a refusal. */
export async function answerOnPage(
	asked: EventAsked,
	event: Pick<RequestEvent, 'request' | 'setHeaders' | 'getClientAddress'>
) {
	const typed = await readTyped(event.request);
	if (!typed) return fail(413, refused('wrong', NOTHING));
	try {
		const said = await answerEvent(await currentSite(), asked, typed, event.getClientAddress());
		if (said.ok) {
			const back = `/communities/${asked.slug}/events/${asked.id}/answer/${said.key}`;
			return { taken: { answer: said.answer, told: said.told, back } };
		}
		if (said.retry_after) event.setHeaders({ 'retry-after': String(said.retry_after) });
		return fail(said.status, refused(said.code, typed, said));
	} catch (problem) {
		const { status, code } = failureOf(problem);
		return fail(status, refused(code, typed));
	}
}

const NOTHING: TypedAnswer = { key: '', name: '', people: '', answer: '', needs: {} };

function refused(
	code: string,
	{ key: _, ...typed }: TypedAnswer,
	more: { retry_after?: number; problems?: unknown } = {}
) {
	const problems = (more.problems ?? []) as { field: string; code: string; limit?: number }[];
	return { refused: { code, retry_after: more.retry_after, problems, typed } };
}

/** The form's fields, each no longer than a person would type; undefined where it is too large to be one. */
async function readTyped(request: Request): Promise<TypedAnswer | undefined> {
	const form = await readForm(request, FORM_CAP);
	if (!form) return undefined;
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, 200) : '';
	};
	const needs: TypedAnswer['needs'] = {};
	for (const need of RSVP_NEEDS) needs[need] = text(`need_${need}`);
	return { key: text('key'), name: text('name'), people: text('people'), answer: text('answer'), needs };
}
