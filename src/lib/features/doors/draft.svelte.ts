import { device, useGroup } from '$lib/store';
import { unsaved } from '$lib/ui';
import { untrack } from 'svelte';

const PAUSE_MS = 400;

/**
 * Keeps what is typed into a form on this phone until it is saved, so that neither a closed app nor a new version costs
 * it. `read` answers the texts, `write` puts kept ones back. The draft is the group's: it goes when the group goes. Call
 * during component initialisation; answers how to forget the draft.
 */
export function keepDraft<T extends Partial<Record<string, string>>>(
	name: string,
	read: () => T,
	write: (kept: T) => void
): () => Promise<void> {
	const key = `${name}:${useGroup().store.id}`;
	const isBlank = (form: T) => Object.values(form).every((text) => !text?.trim());
	let kept = $state('');
	let over = false;

	device
		.draft<T>(key)
		.then((draft) => {
			if (draft && isBlank(read())) write(draft);
		})
		// A draft that can't be read must not keep anybody from writing.
		.catch(() => undefined)
		.finally(() => (kept = JSON.stringify(read())));

	async function save() {
		if (over) return;
		const form = read();
		await (isBlank(form) ? device.dropDraft(key) : device.saveDraft(key, form));
		kept = JSON.stringify(form);
	}

	$effect(() => {
		const now = JSON.stringify(read());
		if (kept === '' || now === kept) return;
		// Tried again with the next letter; until it is kept the form counts as unsaved.
		const soon = setTimeout(() => untrack(save).catch(() => undefined), PAUSE_MS);
		return () => clearTimeout(soon);
	});
	$effect(() =>
		unsaved.register({
			get dirty() {
				return !over && kept !== '' && JSON.stringify(read()) !== kept;
			},
			saveDraft: save
		})
	);

	return () => {
		over = true;
		// What was typed is saved by then: a draft that stays is shown again, a failure would be taken for the save's.
		return device.dropDraft(key).catch(() => undefined);
	};
}
