/** What has been typed and not yet saved, anywhere in the app. */
interface UnsavedForm {
	readonly dirty: boolean;
	saveDraft(): Promise<void>;
}

const forms = $state<UnsavedForm[]>([]);

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
		forms.push(form);
		const entry = forms[forms.length - 1];
		return () => {
			const at = entry ? forms.indexOf(entry) : -1;
			if (at >= 0) forms.splice(at, 1);
		};
	},

	/** Saves a draft of every form that holds something; rejects if one could not be saved. */
	async saveDrafts(): Promise<void> {
		await Promise.all(forms.filter((form) => form.dirty).map((form) => form.saveDraft()));
	}
};
