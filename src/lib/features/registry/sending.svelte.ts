import type { SubmitFunction } from '@sveltejs/kit';

/** What becomes of a form once it was answered, as `use:enhance` takes it. */
interface After {
	reset?: boolean;
	invalidateAll?: boolean;
}

/** A form on its way: what was typed stays where the server can't be reached, instead of a page that says so. */
export function sending(after?: After) {
	let busy = $state(false);
	let unanswered = $state(false);
	const submit: SubmitFunction = () => {
		busy = true;
		unanswered = false;
		return async ({ result, update }) => {
			busy = false;
			if (result.type === 'error') unanswered = true;
			else await update(after);
		};
	};
	return {
		/** For `use:enhance`. */
		submit,
		get busy() {
			return busy;
		},
		/** The server could not be reached, or could not answer. */
		get unanswered() {
			return unanswered;
		}
	};
}
