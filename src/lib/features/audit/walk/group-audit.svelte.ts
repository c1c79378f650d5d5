/** A group's audit as its list and its map show it. */
import { m } from '$lib/i18n';
import type { AuditNote, Community, Member, Patch } from '$lib/records';
import { aroundOf, auditList, auditProgress, reachKey, USUAL_REACH, type Reach } from '$lib/rules';
import { device, live, useGroup } from '$lib/store';
import { minute } from '$lib/ui';
import { liveKnown } from '../known.svelte.ts';
import type { Known } from '../known.ts';
import { dayOn, lastLookers, namesOf } from './looks.ts';
import type { WalkedCoop, WalkedRow } from './walked.ts';
import { differLines } from './words.ts';

/** All co-ops that a phone knows: the directory's and the group's own. */
export const allCoops = ({ directory, own }: Known): WalkedCoop[] => [
	...(directory?.coops ?? []),
	...own.map(({ _id, ...coop }) => ({ ...coop, id: _id }))
];

/** Call during component initialisation. */
export function groupAudit() {
	const { store } = useGroup();
	const known = liveKnown(store);
	const clock = minute();
	const places = live(async () => {
		const [community, patches, members, reach] = await Promise.all([
			store.get<Community>(`community:${store.id}`),
			store.list<Patch>('patch'),
			store.list<Member>('member'),
			device.setting<Reach>(reachKey(store.id))
		]);
		return { community, patches, members, reach: reach ?? USUAL_REACH };
	});
	let here = $state.raw<[number, number]>();

	const today = $derived(dayOn(clock.now));
	const coops = $derived(known.of.current ? allCoops(known.of.current) : []);
	const notes = $derived<readonly AuditNote[]>(known.of.current?.notes ?? []);
	const around = $derived(
		places.current &&
			aroundOf(
				places.current.reach,
				{ point: places.current.community?.point, patches: places.current.patches },
				here
			)
	);
	const list = $derived(
		around
			? auditList(coops, notes, around, today)
			: auditList(coops.filter(isAdded).map(unplaced), notes, NOWHERE, today)
	);
	const everywhere = $derived(
		around ? auditList(coops, notes, { from: around.from, metres: Infinity }, today).near : []
	);
	const progress = $derived(auditProgress(list, { covered: true }));
	const lookers = $derived(lastLookers(notes));
	const names = $derived(namesOf(places.current?.members ?? []));

	return {
		/** Whether it can be shown. */
		get current() {
			return known.of.ready && places.ready ? true : undefined;
		},
		get ready() {
			return known.of.ready && places.ready;
		},
		get error() {
			return known.of.error ?? places.error;
		},
		/** What is known of co-ops, and how it stands with fetching the directory. */
		known,
		/** Whether there are co-ops of a directory on this phone. */
		get hasDirectory() {
			return (known.of.current?.directory?.coops.length ?? 0) > 0;
		},
		get community() {
			return places.current?.community;
		},
		get reach() {
			return places.current?.reach ?? USUAL_REACH;
		},
		setReach: (reach: Reach) => device.setSetting(reachKey(store.id), reach),
		get hasAreas() {
			return places.current?.patches.some(({ area }) => area !== undefined) ?? false;
		},
		/** What it is around; nothing while nobody knows where the group is. */
		get around() {
			return around;
		},
		/** Where somebody stands, if they want to begin there. */
		get here() {
			return here;
		},
		set here(point) {
			here = point;
		},
		get list() {
			return list;
		},
		/** All that has a place, the nearest first, however far off. */
		get everywhere() {
			return everywhere;
		},
		get progress() {
			return progress;
		},
		/** What two people saw differently of it, a sentence for each. */
		differ: ({ coop, state }: WalkedRow) =>
			differLines(state, notesOn(coop.id), (who) => nameOf(who) ?? m.audit_somebody()),
		/** Who looked at it last, by name. */
		lastBy: (id: string) => nameOf(lookers.get(id)),
		nameOf
	};

	/** The looks at one co-op that stand. */
	function notesOn(id: string): AuditNote[] {
		return notes.filter(({ of }) => of === id);
	}

	function nameOf(member: string | undefined): string | undefined {
		return member === undefined ? undefined : names.get(member);
	}
}

/** While nobody knows where the group is, only what it added itself is listed, at no distance. */
const NOWHERE = { from: [0, 0], areas: [] } as const;
const unplaced = ({ point: _, ...coop }: WalkedCoop): WalkedCoop => coop;

/** Whether the group added it itself. */
export const isAdded = ({ id }: Pick<WalkedCoop, 'id'>): boolean => id.startsWith('coop:');
