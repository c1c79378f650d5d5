/** Looking things up in the directory: what is asked, from where, and what answers it. */
import type { Community } from '$lib/records';
import { findCoops, metresBetween, type CoopIndex, type FoundCoop } from '$lib/rules';
import { live, type GroupStore } from '$lib/store';
import { position } from '$lib/ui';
import { untrack } from 'svelte';
import { asAddress, type Question } from './question.ts';

/** Nearer than this to where one stood, nothing is put in another order under somebody's thumb. */
const STEP_METRES = 50;
/** Browsers let a page change its address only so often. */
const ADDRESS_WAITS_MS = 300;

/** From where distances are told: this phone, the group's place until or because it is not known, or nowhere. */
export type From = 'me' | 'group' | 'nowhere';

/** Call during component initialisation; `index` and `limit` answer what there is and how much of it is wanted. */
export function search(
	store: GroupStore,
	first: Question,
	{ path, index, limit }: { path: string; index: () => CoopIndex | undefined; limit: () => number }
) {
	const typed = $state({ ...first });
	let asked = $state.raw({ ...first });
	let mine = $state.raw<readonly [number, number]>();
	const here = position();
	const community = live(async () => (await store.get<Community>(`community:${store.id}`)) ?? null);
	const groups = $derived(community.current?.point);
	const from = $derived(mine ?? groups);

	// The list follows what is typed frame by frame; more often nobody could see it.
	$effect(() => {
		const next = { ...typed };
		const frame = requestAnimationFrame(() => (asked = next));
		return () => cancelAnimationFrame(frame);
	});
	$effect(() => {
		if (typed.near) untrack(() => here.start());
		else untrack(() => here.stop());
	});
	$effect(() => {
		const { point } = here;
		const last = untrack(() => mine);
		if (point && (!last || metresBetween(last, point) >= STEP_METRES)) mine = point;
	});
	$effect(() => {
		const address = path + asAddress(typed);
		const wait = setTimeout(() => {
			// Not by way of the router: nothing is loaded, and nobody is told of another page at every letter.
			history.replaceState(history.state, '', address);
		}, ADDRESS_WAITS_MS);
		return () => clearTimeout(wait);
	});

	const found = $derived.by((): FoundCoop[] | undefined => {
		const all = index();
		if (!all) return undefined;
		const near = asked.near ? from : undefined;
		const { words, need } = asked;
		return findCoops(all, { words, limit: limit(), ...(need && { need }), ...(near && { near }) });
	});

	return {
		/** What is asked; to be changed by whoever asks. */
		typed,
		here,
		/** [longitude, latitude] of the group, once it is known that it has one. */
		get group() {
			return groups;
		},
		/** Where this phone was seen last. */
		get mine() {
			return mine;
		},
		get from(): From {
			return mine ? 'me' : groups ? 'group' : 'nowhere';
		},
		/** Nothing before there is a directory. */
		get found() {
			return found;
		},
		/** The end of an address that asks the same. */
		get address() {
			return asAddress(typed);
		}
	};
}

export type Search = ReturnType<typeof search>;
