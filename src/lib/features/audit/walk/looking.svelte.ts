/** Saving looks one after the other, each of which can be taken back. */
import { m } from '$lib/i18n';
import { useGroup } from '$lib/store';
import { toast } from '$lib/ui';
import { lookOf, takeBackOf, type LookSaid } from './look.ts';
import { saveProblem, saySeen } from './words.ts';

interface Looked {
	id: string;
	name: string;
}

/** Call during component initialisation. */
export function looking() {
	const group = useGroup();
	let busy = $state(false);
	let failed = $state('');

	async function takeBack(name: string, looks: readonly string[]): Promise<void> {
		try {
			await group.store.put(...looks.map((look) => takeBackOf(look, group.author())));
			toast(m.audit_look_undone({ name }));
		} catch (error) {
			toast(saveProblem(error));
		}
	}

	/** Says that something was saved, with *Undo* for all of these looks. */
	function say(text: string, name: string, looks: readonly string[]) {
		toast(text, { action: { label: m.audit_look_undo(), onclick: () => void takeBack(name, looks) } });
	}

	return {
		get busy() {
			return busy;
		},
		get failed() {
			return failed;
		},
		/** Forgets what went wrong. */
		begin: () => void (failed = ''),
		say,
		takeBack,
		/** Saves a look; answers its id, or nothing where it could not be saved, which is said. */
		async look({ id, name }: Looked, seen: LookSaid): Promise<string | undefined> {
			if (busy) return undefined;
			busy = true;
			failed = '';
			try {
				const note = lookOf({ of: id, seen }, group.author());
				await group.store.put(note);
				say(m.audit_look_saved({ name, seen: saySeen(seen) }), name, [note._id]);
				return note._id;
			} catch (error) {
				failed = saveProblem(error);
				return undefined;
			} finally {
				busy = false;
			}
		}
	};
}
