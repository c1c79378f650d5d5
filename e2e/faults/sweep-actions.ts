/** For the sweep: everything that a person can do, done by the functions that the screens call. */
import {
	commitment,
	community,
	door,
	editRecord,
	member,
	mergeRecords,
	newId,
	patch,
	progress,
	suppression,
	undo,
	visit,
	type AnyRecord,
	type Commitment,
	type Door,
	type Patch,
	type Progress,
	type Result,
	type Suppression,
	type Visit
} from '$lib/records';
import { guessColumns, parseNumbers, readExtract } from '$lib/rules';
import { readRows } from '$lib/rules/read-file.ts';
import { device, leaveGroup, openGroup } from '$lib/store';
import type { Urgency } from '$lib/sync/run.ts';
import { emptyDraft, readDraft } from '$lib/features/commitments/commitment-draft.ts';
import { addDoors } from '$lib/features/doors/add-doors.ts';
import { addMissingDoor } from '$lib/features/doors/missing-door.ts';
import { sortOut } from '$lib/features/doors/read-doors.ts';
import { startWalk } from '$lib/features/doors/walk.svelte.ts';
import { openDemo } from '$lib/features/group/demo-group.ts';
import { joinByCode, joinByLink, newcomer } from '$lib/features/group/join-group.ts';
import { forgetInvite, makeInvite, ownInvites, renewCode } from '$lib/features/group/make-invite.ts';
import { removeMember, withdrawInvite } from '$lib/features/group/people.ts';
import { register } from '$lib/features/group/register.ts';
import { startGroup } from '$lib/features/group/start-group.ts';
import { ann, areaOf, count, good, saved, told, type Action, type Phone, type Told } from './sweep-action.ts';
import { doorstepActions } from './sweep-doorstep.ts';

/** The group that most actions are done in: a patch of six doors, one visit, one progress, a commitment an area. */
export function someRecords(gid: string, self: string): AnyRecord[] {
	const by = { ...ann, member: self };
	const area = good(patch.make({ name: 'Spotland', walk_order: 'sides' }, by));
	const doors = [1, 2, 3, 4, 5, 6].map((number) =>
		good<Door>(door.make({ patch: area._id, street: 'Toad Lane', number, postcode: 'OL12 6AA' }, by))
	);
	const promised = (['action', 'enterprise'] as const).map((each) =>
		good<Commitment>(
			commitment.make(
				{
					area: each,
					title: 'A tool library',
					difference: 'Nobody buys a drill for one hole',
					measure: { label: 'Loans', unit: 'loans', kind: 'count', adds: 'latest', better: 'up' },
					baseline: { value: 0, at: by.at },
					target: { value: 50, by: '2027-01-01' }
				},
				by
			)
		)
	);
	const [first, second] = doors as [Door, Door];
	return [
		good(
			community.make(
				{ group: gid, name: 'Spotland', kind: 'neighbourhood', place: 'Rochdale', tags: ['food'] },
				by
			)
		),
		good(member.make({ id: self, name: 'Ann', role: 'organiser' }, by)),
		good(member.make({ id: newId('member'), name: 'Bea', role: 'volunteer' }, by)),
		area,
		...doors,
		good(visit.make({ ...noted, door: first._id, patch: area._id, result: 'no_answer' }, by)),
		good(visit.make({ ...noted, door: second._id, patch: area._id, result: 'do_not_knock' }, by)),
		good(suppression.make({ door: second._id, patch: area._id, kind: 'do_not_knock' }, by)),
		...promised,
		good(progress.make({ commitment: (promised[0] as Commitment)._id, value: 7 }, by))
	];
}

const noted = {
	...{ round: '0'.repeat(26), at: ann.at, slot: 'weekday_evening' as const },
	...{ interests: [], offers: [], needs: [], left: [], note: '' }
};

async function aWalk(phone: Phone) {
	const area = await areaOf(phone);
	const rows = await phone.store.doors(area);
	const { store, author } = phone;
	return startWalk({ store, author, patch: area, rows, kept: undefined, way: 'sides', from: undefined });
}

/** A tap on one of the walk's results, with what was noted before it. */
function aResult(name: string, result: Result, note?: object): Action {
	return {
		name,
		async begin(phone) {
			const walk = await aWalk(phone);
			return async () => {
				if (note) walk.note(note);
				await walk.record(result);
				return walk.trouble;
			};
		},
		async effect(phone) {
			const visits = (await phone.store.list<Visit>('visit')).length - 2;
			const blocks = (await count(phone, 'suppression')) - 1;
			const blocking = result === 'do_not_knock' || result === 'no_cold_callers';
			return blocks === (blocking ? visits : 0) ? visits : undefined;
		}
	};
}

const promise = { ...emptyDraft, area: 'action', title: 'A swap day', difference: 'Less is thrown away' };
const invited = { role: 'volunteer', days: 7, uses: 1 } as const;

/** What the last action left on its screen, or gave to the person. */
let skipped = () => false;
let copy: Blob | undefined;
/** Lets an invite be tried as a stranger would. */
let secret = '';

async function sentAll(phone: Phone): Promise<number> {
	const [here, there] = [await phone.leaves(), phone.gateway.leaves()];
	return (await phone.store.unsent()).total === 0 && here.join() === there.join() ? 1 : 0;
}

/** A sync, told as the sync page tells it. */
const synced = (phone: Phone, urgency: Urgency) => async () => {
	const outcome = await phone.sync(urgency);
	return outcome.ok ? undefined : outcome.code;
};

const actions: Action[] = [
	{
		name: 'start a group',
		on: 'empty',
		begin: () => {
			const form = { name: 'Albany Road', place: 'Ambridge', your_name: 'Ann', tags: [] };
			return () => told(() => startGroup({ ...form, kind: 'neighbourhood' }));
		},
		async effect({ databases }) {
			const groups = await device.groups();
			const stores = (await databases()).filter((name) => name.startsWith('toadlane-group-'));
			if (groups.length !== stores.length) return undefined;
			for (const { id } of groups) {
				const store = await openGroup(id);
				const [founders, found] = [await store.list('member'), await store.get(`community:${id}`)];
				store.close();
				if (founders.length !== 1 || !found) return undefined;
			}
			return groups.length;
		}
	},
	{
		name: 'join by a link',
		on: 'empty',
		repeatable: true,
		begin: ({ gid }) => {
			const who = newcomer();
			const invite = { group: gid, secret: 'x'.repeat(22), role: 'volunteer', name: 'Spotland' } as const;
			return async () => {
				let refused: Told;
				const failed = await told(async () => {
					const joined = await joinByLink(invite, 'Dev', who);
					if (joined.outcome === 'refused') refused = joined.code;
				});
				return failed ?? refused;
			};
		},
		effect: async ({ gid }) => ((await device.group(gid)) ? 1 : 0)
	},
	{
		name: 'join by a code',
		on: 'empty',
		repeatable: true,
		begin: () => {
			const who = newcomer();
			return async () => {
				let refused: Told;
				const failed = await told(async () => {
					const joined = await joinByCode('ABCDEF', 'Dev', who);
					if (joined.outcome === 'refused') refused = joined.code;
				});
				return failed ?? refused;
			};
		},
		effect: async () => (await device.groups()).length
	},
	{
		name: 'open the demo group',
		on: 'empty',
		repeatable: true,
		begin: () => () => told(openDemo),
		async effect() {
			const groups = await device.groups();
			return groups.length;
		}
	},
	{
		name: 'open a group cold',
		on: 'closed',
		repeatable: true,
		begin: (phone) => () =>
			told(async () => {
				phone.store = await openGroup(phone.gid);
				await Promise.all([phone.store.summary(new Date()), phone.store.patches()]);
			}),
		async effect({ store }) {
			const [sums, areas] = await Promise.all([store.summary(new Date()), store.patches()]);
			return sums.doors === 6 && sums.visits === 2 && areas[0]?.doors === 6 ? 1 : undefined;
		}
	},
	{
		name: 'what is done some time after a start',
		on: 'closed',
		repeatable: true,
		async begin(phone) {
			phone.store = await openGroup(phone.gid);
			return async () => {
				await phone.later();
				return undefined;
			};
		},
		effect: async (phone) =>
			(await count(phone, 'door')) === 6 && (await device.groups()).length === 1 ? 1 : 0
	},
	{
		name: 'new patch',
		begin: (phone) => {
			const record = good(patch.make({ name: 'Spotland', walk_order: 'sides' }, phone.author()));
			return () => saved(phone, record);
		},
		effect: async (phone) => (await count(phone, 'patch')) - 1
	},
	{
		name: 'add doors by numbers',
		async begin(phone) {
			const area = await areaOf(phone);
			const read = parseNumbers('1-13 odd');
			const inputs = (read.ok ? read.numbers : []).map((one) => ({ patch: area, street: 'Hope St', ...one }));
			return async () => (await addDoors(phone.store, area, inputs, phone.author, () => {})).failed;
		},
		async effect(phone) {
			const added = (await count(phone, 'door')) - 6;
			return added % 7 === 0 ? added / 7 : undefined;
		}
	},
	{
		name: 'add doors from a file',
		async begin(phone) {
			const area = await areaOf(phone);
			const text = 'number,street,postcode\n1,Hope St,OL12 6AB\n2,Hope St,OL12 6AB\n3,Hope St,OL12 6AB\n';
			return async () => {
				const rows = await readRows(new Blob([text]), readExtract);
				if (!rows.ok) return 'unexpected';
				const sorted = await sortOut(rows, guessColumns(rows.header), area, new Set(), () => {});
				const inputs = sorted?.add.map(({ input }) => input) ?? [];
				return (await addDoors(phone.store, area, inputs, phone.author, () => {})).failed;
			};
		},
		async effect(phone) {
			const added = (await count(phone, 'door')) - 6;
			return added % 3 === 0 ? added / 3 : undefined;
		}
	},
	{
		name: 'add a missing door',
		async begin(phone) {
			const [near] = await phone.store.doors(await areaOf(phone));
			if (!near) throw new Error('no door');
			return () => told(() => addMissingDoor(phone.store, near, { number: 1, suffix: 'a' }, phone.author()));
		},
		effect: async (phone) => (await count(phone, 'door')) - 6
	},
	aResult('no answer', 'no_answer'),
	aResult('talked', 'talked'),
	aResult('come back', 'come_back'),
	aResult('not for me', 'not_now'),
	aResult('please don’t call again', 'do_not_knock'),
	aResult('sign on door', 'no_cold_callers'),
	...(['cant_access', 'not_a_home', 'language', 'not_found', 'unsafe'] as const).map((result) =>
		aResult(`more results: ${result}`, result)
	),
	{
		name: 'more results: skipped',
		repeatable: true,
		async begin(phone) {
			const walk = await aWalk(phone);
			const before = walk.door?.id;
			skipped = () => walk.door?.id !== before;
			return async () => {
				// A second tap would skip the next door.
				if (!skipped()) walk.skip();
				return walk.trouble;
			};
		},
		effect: async (phone) => (skipped() && (await count(phone, 'visit')) === 2 ? 1 : 0)
	},
	aResult('a card left, a note, more details', 'talked', { left: ['card'], note: 'Dog', needs: ['lift'] }),
	{
		name: 'when to come back',
		async begin(phone) {
			const walk = await aWalk(phone);
			await walk.record('come_back');
			return async () => {
				await walk.comeBack({ slot: 'saturday' });
				return walk.trouble;
			};
		},
		async effect(phone) {
			const [visits, undos] = [await count(phone, 'visit'), await count(phone, 'undo')];
			return visits - 3 === undos ? undos : undefined;
		}
	},
	{
		name: 'undo within ten seconds',
		async begin(phone) {
			const walk = await aWalk(phone);
			await walk.record('do_not_knock');
			return async () => {
				await walk.takeBack();
				return walk.trouble;
			};
		},
		async effect(phone) {
			const undos = await count(phone, 'undo');
			return undos % 2 === 0 ? undos / 2 : undefined;
		}
	},
	{
		name: 'undo from the history',
		async begin(phone) {
			const [of] = await phone.store.list<Visit>('visit');
			if (!of) throw new Error('no visit');
			return () =>
				saved(phone, good(undo.make({ of: of._id, door: of.door, patch: of.patch }, phone.author())));
		},
		effect: (phone) => count(phone, 'undo')
	},
	{
		name: 'they moved',
		async begin(phone) {
			const [of] = await phone.store.list<Suppression>('suppression');
			if (!of) throw new Error('no suppression');
			const { door: at, patch: area } = of;
			return () =>
				saved(
					phone,
					good(suppression.make({ door: at, patch: area, kind: 'moved', lifts: [of._id] }, phone.author()))
				);
		},
		effect: async (phone) => (await count(phone, 'suppression')) - 1
	},
	{
		name: 'new commitment',
		begin: (phone) => {
			const typed = { ...promise, area: 'action' as const, label: 'Swaps', unit: 'swaps', target: '20' };
			return () => {
				const author = phone.author();
				const read = readDraft({ ...typed, by: '2027-01-01' }, author.at);
				if (!read.ok) throw new Error(JSON.stringify(read.problems));
				return saved(phone, good(commitment.make(read.input, author)));
			};
		},
		effect: async (phone) => (await count(phone, 'commitment')) - 2
	},
	{
		name: 'log progress',
		async begin(phone) {
			const [of] = await phone.store.list<Commitment>('commitment');
			const input = { commitment: of?._id ?? '', value: 12 };
			return () => saved(phone, good(progress.make(input, phone.author())));
		},
		effect: async (phone) => (await count(phone, 'progress')) - 1
	},
	{
		name: 'take back a progress entry',
		async begin(phone) {
			const [of] = await phone.store.list<Progress>('progress');
			return () => saved(phone, good(undo.make({ of: of?._id ?? '' }, phone.author())));
		},
		effect: (phone) => count(phone, 'undo')
	},
	{
		name: 'choose between two values',
		async begin(phone) {
			const [before] = await phone.store.list<Commitment>('commitment');
			if (!before) throw new Error('no commitment');
			const titled = (title: string, device: string) =>
				editRecord<Commitment>(before, { title }, { ...phone.author(), device });
			await phone.store.put(mergeRecords(titled('Here', 'ann'), titled('There', 'bea')));
			const { _id, also } = (await phone.store.get<Commitment>(before._id)) as Commitment;
			const title = also?.title?.[0]?.value;
			if (typeof title !== 'string') throw new Error('no choice');
			return () => told(() => phone.store.edit<Commitment>(_id, { title }, phone.author()));
		},
		async effect(phone) {
			const all = await phone.store.list<Commitment>('commitment');
			const chosen = all.filter(({ title }) => title === 'Here' || title === 'There');
			return chosen.length === 1 ? chosen.filter(({ also }) => !also).length : undefined;
		}
	},
	{
		name: 'drop a commitment',
		async begin(phone) {
			const [of] = await phone.store.list<Commitment>('commitment');
			const dropped = { at: ann.at, why: 'Nobody came' };
			return () => told(() => phone.store.edit<Commitment>(of?._id ?? '', { dropped }, phone.author()));
		},
		effect: async (phone) =>
			(await phone.store.list<Commitment>('commitment')).filter((one) => one.dropped).length
	},
	{
		name: 'change a target',
		async begin(phone) {
			const [of] = await phone.store.list<Commitment>('commitment');
			const target = { value: 80, by: '2027-06-01' };
			return () => told(() => phone.store.edit<Commitment>(of?._id ?? '', { target }, phone.author()));
		},
		effect: async (phone) =>
			(await phone.store.list<Commitment>('commitment')).filter((one) => one.target.value === 80).length
	},
	{
		name: 'register the community',
		begin: (phone) => () => told(() => register(phone.store, phone.author())),
		async effect(phone) {
			const [listed, group] = [
				await count(phone, 'listing'),
				await phone.store.get<AnyRecord>(`community:${phone.gid}`)
			];
			const registered = group?.type === 'community' && group.status === 'registered';
			return registered === listed > 0 ? listed : undefined;
		}
	},
	{
		name: 'invite someone',
		waits: true,
		begin: (phone) => () => told(() => makeInvite(phone.entry, invited)),
		async effect(phone) {
			const [own, waiting] = [await ownInvites(phone.gid), await device.outbox.list(phone.gid)];
			return own.every(({ request }) => waiting.some(({ id }) => id === request)) &&
				own.length === waiting.length
				? own.length
				: undefined;
		}
	},
	{
		name: 'give an invite another code',
		waits: true,
		async begin(phone) {
			const invite = await makeInvite(phone.entry, invited, new Date(Date.now() - 3_600_000));
			return () => told(() => renewCode(phone.gid, invite));
		},
		async effect(phone) {
			const [own, waiting] = [await ownInvites(phone.gid), await device.outbox.list(phone.gid)];
			if (own.length !== 1 || waiting.length !== 1 || own[0]?.request !== waiting[0]?.id) return undefined;
			return (own[0]?.code_expires_at ?? '') > new Date().toISOString() ? 1 : 0;
		}
	},
	{
		name: 'withdraw an invite that waits',
		async begin(phone) {
			const invite = await makeInvite(phone.entry, invited);
			return () => told(() => forgetInvite(phone.gid, invite.id));
		},
		async effect(phone) {
			const [own, waiting] = [await ownInvites(phone.gid), await device.outbox.list(phone.gid)];
			return own.length === waiting.length ? 1 - own.length : undefined;
		}
	},
	{
		name: 'withdraw an invite that was sent',
		repeatable: true,
		async begin(phone) {
			const invite = await makeInvite(phone.entry, invited);
			secret = invite.secret;
			await phone.sync('now');
			if (!phone.gateway.welcomes(secret)) throw new Error('not sent');
			return async () => {
				const answer = await withdrawInvite(phone.entry, invite.id);
				if (!answer.ok) return answer.code;
				await forgetInvite(phone.gid, invite.id).catch(() => undefined);
				return undefined;
			};
		},
		effect: async ({ gateway }) => (gateway.welcomes(secret) ? 0 : 1)
	},
	{
		name: 'remove a member',
		repeatable: true,
		async begin(phone) {
			await phone.sync('now');
			const bea = 'member:' + '1'.repeat(26);
			phone.gateway.equip('9'.repeat(64), bea);
			return async () => {
				const answer = await removeMember(phone.entry, bea);
				return answer.ok ? undefined : answer.code;
			};
		},
		effect: async ({ gateway }) => (gateway.knows('9'.repeat(64)) ? 0 : 1)
	},
	{
		name: 'sync now',
		repeatable: true,
		begin: (phone) => synced(phone, 'now'),
		effect: sentAll
	},
	{
		name: 'check everything',
		repeatable: true,
		async begin(phone) {
			const back = phone.gateway.backUp();
			await phone.sync('now');
			// The server forgets what it was seen to have.
			back();
			return synced(phone, 'check');
		},
		effect: sentAll
	},
	{
		name: 'fetch what others did',
		repeatable: true,
		async begin(phone) {
			await phone.sync('now');
			await phone.sync('now');
			const theirs = good<Patch>(patch.make({ name: 'Bamford', walk_order: 'sides' }, ann));
			phone.gateway.database().write({ ...theirs, _rev: `1-${'b'.repeat(32)}` });
			return synced(phone, 'now');
		},
		effect: async (phone) => (await count(phone, 'patch')) - 1
	},
	{
		name: 'the first pull',
		on: 'far',
		repeatable: true,
		begin: (phone) => synced(phone, 'now'),
		effect: async (phone) => ((await count(phone, 'door')) === 6 ? 1 : 0)
	},
	{
		name: 'save a copy',
		repeatable: true,
		begin(phone) {
			copy = undefined;
			return () => told(async () => (copy = await phone.store.exportCopy()));
		},
		async effect(phone) {
			const { documents } = JSON.parse((await copy?.text()) ?? '{"documents":[]}') as {
				documents: { _id: string; _rev: string }[];
			};
			const held = documents.map(({ _id, _rev }) => `${_id} ${_rev}`).sort();
			return held.join() === (await phone.leaves()).join() ? 1 : 0;
		}
	},
	{
		name: 'keep a draft',
		begin: () => () => told(() => device.saveDraft('new-patch', { name: 'Spot' })),
		effect: async () => ((await device.draft('new-patch')) ? 1 : 0)
	},
	{
		name: 'drop a draft',
		async begin() {
			await device.saveDraft('new-patch', { name: 'Spot' });
			return () => told(() => device.dropDraft('new-patch'));
		},
		effect: async () => ((await device.draft('new-patch')) ? 0 : 1)
	},
	{
		name: 'take the group off this phone',
		ends: true,
		repeatable: true,
		begin: (phone) => () => told(() => leaveGroup(phone.store)),
		async effect({ gid }) {
			return (await device.group(gid)) ? 0 : 1;
		}
	},
	{
		name: 'come back after the browser lost the records',
		on: 'wiped',
		repeatable: true,
		begin: (phone) => () => told(async () => (phone.store = await openGroup(phone.gid))),
		effect: async (phone) => ((await count(phone, 'door')) === 6 ? 1 : undefined)
	}
];

export const userActions: readonly Action[] = [...actions, ...doorstepActions];
