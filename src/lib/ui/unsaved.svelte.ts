import { untrack } from 'svelte';

/** What has been typed and not yet saved, anywhere in the app. */
interface UnsavedForm {
	readonly dirty: boolean;
	saveDraft(): Promise<void>;
	/** It holds what no draft can keep, such as a file that was chosen. */
	readonly passing?: boolean;
}

let forms = $state.raw<readonly UnsavedForm[]>([]);

export const unsaved = {
	/** Whether any form on screen holds something that is saved nowhere yet. */
	get dirty(): boolean {
		return forms.some((form) => form.dirty);
	},

	/** Whether some of it can't be kept as a draft. */
	get passing(): boolean {
		return forms.some((form) => form.dirty && form.passing);
	},

	/**
	 * A form makes itself known; call during component initialisation:
	 * `$effect(() => unsaved.register({ get dirty() {…}, saveDraft }))`. Answers how to sign off again.
	 */
	register(form: UnsavedForm): () => void {
		// Untracked: the effect that registers must not run again because of what it changed.
		untrack(() => (forms = [...forms, form]));
		return () => {
			forms = untrack(() => forms).filter((other) => other !== form);
		};
	},

	/** Saves a draft of every form that holds something; rejects if one could not be saved. */
	async saveDrafts(): Promise<void> {
		await Promise.all(forms.filter((form) => form.dirty).map((form) => form.saveDraft()));
	}
};
