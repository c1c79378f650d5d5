import { error } from '@sveltejs/kit';
import { failureOf } from './asked.ts';

/** What a public page asks of the registry. One that can't answer makes a page that says so: 503, not a bug. */
export async function forPage<T>(asked: Promise<T>): Promise<T> {
	try {
		return await asked;
	} catch (problem) {
		const { status, code } = failureOf(problem);
		error(status, { message: 'The registry can’t be read at the moment', code });
	}
}
