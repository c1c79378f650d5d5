import { untrack } from 'svelte';

/** What has been typed and not yet saved, anywhere in the app. */
interface UnsavedForm {
	readonly dirty: boolean;
	saveDraft(): Promise<void>;
}

let forms = $state.raw<readonly UnsavedForm[]>([]);

export const unsaved = {
	/** Whether any form on screen holds something that is saved nowhere yet. */
	get dirty(): boolean {
		return forms.some((form) => form.dirty);
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
