import { fail, type RequestEvent } from '@sveltejs/kit';
import { failureOf } from './asked.ts';
import { currentSite } from './current-site.ts';
import { report, type TypedReport } from './moderation/reports.ts';
import { readForm } from './read-form.ts';

/** The largest form that is read, in bytes. */
const FORM_CAP = 20_000;

/** Takes the form of a community's report page, and answers what the page says next; what was typed goes back with a refusal. */
export async function reportOnPage(
	slug: string,
	event: Pick<RequestEvent, 'request' | 'setHeaders' | 'getClientAddress'>
) {
	const typed = await readTyped(event.request);
	if (!typed) return fail(413, refused('wrong', { why: '', text: '' }));
	try {
		const said = await report(await currentSite(), slug, typed, event.getClientAddress());
		if (said.ok) return { sent: true as const };
		if (said.retry_after) event.setHeaders({ 'retry-after': String(said.retry_after) });
		return fail(said.status, refused(said.code, typed, said));
	} catch (problem) {
		const { status, code } = failureOf(problem);
		return fail(status, refused(code, typed));
	}
}

function refused(code: string, typed: TypedReport, more: { retry_after?: number; problems?: unknown } = {}) {
	const problems = (more.problems ?? []) as { field: string; code: string; limit?: number }[];
	return { refused: { code, retry_after: more.retry_after, problems, typed } };
}

/** The form's fields; undefined where it is too large to be one. */
async function readTyped(request: Request): Promise<TypedReport | undefined> {
	const form = await readForm(request, FORM_CAP);
	if (!form) return undefined;
	const text = (name: string, most: number) => {
		const value = form.get(name);
		return typeof value === 'string' ? value.slice(0, most) : '';
	};
	return { why: text('why', 40), text: text('text', 5000) };
}
