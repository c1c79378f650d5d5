/** For the sweep: what people do at doors beside knocking, and with what neighbours gave them. */
import {
	building,
	contact,
	count as counted,
	door,
	isErased,
	patch,
	round,
	visit,
	type AnyRecord,
	type Building,
	type Contact,
	type Door,
	type Patch,
	type Round,
	type Suppression,
	type Visit
} from '$lib/records';
import { layFlats } from '$lib/rules';
import type { GroupContext } from '$lib/store';
import { eraseExpired } from '$lib/store/expire.ts';
import { addDoors } from '$lib/features/doors/add-doors.ts';
import { doorsOf } from '$lib/features/doors/flats.ts';
import { keyedRecords } from '$lib/features/doors/keyed.ts';
import { backNow, longer } from '$lib/features/group/rounds.ts';
import { ann, areaOf, count, good, saved, told, type Action, type Phone } from './sweep-action.ts';

/** Looked for in everything that is kept. */
const name = 'Mrs Canary';

async function aContact(phone: Phone): Promise<Contact> {
	const [row] = await phone.store.doors(await areaOf(phone));
	if (!row) throw new Error('no door');
	const offered = { name, phone: '01706 000000', for: 'call', agreed: 'You may call me.' };
	return good(contact.make({ ...offered, door: row.id, patch: row.patch, expires: '2026-07-31' }, ann));
}

async function aBlock(phone: Phone): Promise<Building> {
	const address = { patch: await areaOf(phone), number: 60, street: 'Toad Lane' };
	return good(building.make({ ...address, floors: 2, access: 'buzzer' }, ann));
}

/** Puts something there before the tap. */
async function put<R extends AnyRecord>(phone: Phone, record: R): Promise<R> {
	await phone.store.put(record);
	return record;
}

const aRound = async (phone: Phone) => good<Round>(round.make({ patch: await areaOf(phone) }, ann));
const groupOf = ({ store, author }: Phone) => ({ store, author }) as unknown as GroupContext;

/** How many records of a kind are as they should be after the tap. */
const having =
	<R extends AnyRecord>(kind: R['type'], is: (record: R) => unknown) =>
	async (phone: Phone) =>
		(await phone.store.list<R>(kind)).filter(is).length;

/** How many are erased; `undefined` where something of them is left, or one is gone that is not. */
async function erasedOn(phone: Phone): Promise<number | undefined> {
	const all = await phone.store.list<Contact>('contact');
	const erased = all.filter(isErased).length;
	const copies = Array.from({ length: localStorage.length }, (_, i) =>
		localStorage.getItem(localStorage.key(i) ?? '')
	);
	const kept = `${await (await phone.store.exportCopy()).text()} ${copies.join(' ')}`;
	return all.length === 1 && kept.includes(name) === (erased === 0) ? erased : undefined;
}

const walked = new Date('2026-06-28T10:00:00.000Z');

/** What another phone gives: a patch with a door, somebody who was met there and left a number. */
function given(): (AnyRecord & { _rev: string })[] {
	const area = good<Patch>(patch.make({ name: 'Bamford', walk_order: 'sides' }, ann));
	const first = good<Door>(door.make({ patch: area._id, street: 'Bury Road', number: 1 }, ann));
	const at = { door: first._id, patch: area._id };
	const offered = { name, email: 'canary@example.org', for: 'write', agreed: 'You may write.' };
	return [
		area,
		first,
		good<Visit>(visit.make({ ...at, slot: 'sunday', result: 'talked' }, ann)),
		good<Contact>(contact.make({ ...at, ...offered, expires: '2026-07-31' }, ann))
	].map((one, i) => ({ ...one, _rev: `1-${String(i).repeat(32)}` }));
}

/** What was given away. */
let handed: readonly { _id: string }[] = [];

export const doorstepActions: readonly Action[] = [
	{
		name: 'keep a contact',
		async begin(phone) {
			const made = await aContact(phone);
			return () => saved(phone, made);
		},
		effect: having<Contact>('contact', (one) => one.name === name)
	},
	{
		name: 'correct a contact',
		async begin(phone) {
			const { _id } = await put(phone, await aContact(phone));
			const changes = { name: 'Mr Canary', phone: undefined, email: 'canary@example.org' };
			return () => told(() => phone.store.edit<Contact>(_id, changes, phone.author()));
		},
		effect: having<Contact>('contact', (one) => one.email && !one.phone && one.name === 'Mr Canary')
	},
	{
		name: 'erase a contact',
		async begin(phone) {
			const { _id } = await put(phone, await aContact(phone));
			await phone.store.edit<Contact>(_id, { email: 'canary@example.org' }, phone.author());
			return () => told(() => phone.store.erase(_id, phone.author().at));
		},
		effect: erasedOn
	},
	{
		name: 'erase a contact whose time is over',
		async begin(phone) {
			await put(phone, await aContact(phone));
			return () => told(() => eraseExpired(phone.store, new Date('2026-10-01')));
		},
		effect: erasedOn
	},
	{
		name: 'add a block of flats',
		// First the block, then its doors: a tap that failed between the two is made again.
		repeatable: true,
		async begin(phone) {
			const made = await aBlock(phone);
			const laid = layFlats({ floors: 2, each: 2, numbering: 'through', lowest: 0 });
			if (!laid.ok) throw new Error('no flats');
			const doors = doorsOf(made, laid.flats);
			return async () =>
				(await saved(phone, made)) ??
				(await addDoors(phone.store, made.patch, doors, phone.author, () => {})).failed;
		},
		async effect(phone) {
			const flats = await having<Door>('door', (one) => one.building)(phone);
			return (await count(phone, 'building')) === 1 && flats === 4 ? 1 : 0;
		}
	},
	{
		name: 'say how one gets into a block',
		async begin(phone) {
			const { _id } = await put(phone, await aBlock(phone));
			const changes = { access: 'open' as const, note: 'Ring at the shop.' };
			return () => told(() => phone.store.edit<Building>(_id, changes, phone.author()));
		},
		effect: having<Building>('building', (one) => one.access === 'open' && one.note)
	},
	{
		name: 'count a door of a block',
		async begin(phone) {
			const { _id, patch: area } = await put(phone, await aBlock(phone));
			const figures = { slot: 'sunday' as const, opened: 1, not_opened: 0 };
			return () =>
				saved(phone, good(counted.make({ building: _id, patch: area, ...figures }, phone.author())));
		},
		effect: (phone) => count(phone, 'count')
	},
	{
		name: 'go out with somebody',
		async begin(phone) {
			const input = { patch: await areaOf(phone), buddy: 'Bea', back_by: '2026-07-01T20:00:00.000Z' };
			const made = good<Round>(round.make(input, phone.author()));
			return () => saved(phone, made);
		},
		effect: having<Round>('round', (one) => one.buddy === 'Bea' && one.back_by)
	},
	{
		name: 'be back',
		async begin(phone) {
			const out = await put(phone, await aRound(phone));
			return () => told(() => backNow(groupOf(phone), out));
		},
		effect: having<Round>('round', (one) => one.end)
	},
	{
		name: 'need half an hour more',
		async begin(phone) {
			const out = await put(phone, await aRound(phone));
			return () => told(() => longer(groupOf(phone), out));
		},
		effect: having<Round>('round', (one) => one.back_by)
	},
	{
		name: 'take a patch',
		async begin(phone) {
			const area = await areaOf(phone);
			const assigned = [ann.member];
			return () => told(() => phone.store.edit<Patch>(area, { assigned }, phone.author()));
		},
		effect: having<Patch>('patch', (one) => one.assigned?.join() === ann.member)
	},
	{
		name: 'the words of a patch',
		async begin(phone) {
			const area = await areaOf(phone);
			const words = { script: 'Hello, we are neighbours.', invite: 'Street party' };
			return () => told(() => phone.store.edit<Patch>(area, words, phone.author()));
		},
		async effect(phone) {
			const [some, both] = await Promise.all([
				having<Patch>('patch', (one) => one.script ?? one.invite)(phone),
				having<Patch>('patch', (one) => one.script && one.invite)(phone)
			]);
			return some === both ? both : undefined;
		}
	},
	{
		name: 'key in a sheet',
		async begin(phone) {
			const area = await areaOf(phone);
			const [, , third, fourth] = await phone.store.doors(area);
			if (!third || !fourth) throw new Error('no doors');
			const keyed = [[third.id, 'no_answer'] as const, [fourth.id, 'do_not_knock'] as const];
			return () => saved(phone, ...keyedRecords(area, keyed, walked, phone.author()));
		},
		async effect(phone) {
			const visits = await having<Visit>('visit', (one) => one.at === walked.toISOString())(phone);
			const blocks = (await having<Suppression>('suppression', () => true)(phone)) - 1;
			return visits === 2 * blocks ? blocks : undefined;
		}
	},
	{
		name: 'hand over what is not sent',
		repeatable: true,
		begin(phone) {
			handed = [];
			return () => told(async () => (handed = (await phone.store.toHandOver()).documents));
		},
		async effect(phone) {
			// Members, promises and the community stay.
			const all = (await phone.leaves()).filter((leaf) => !/^(community|member|commitment):/.test(leaf));
			return handed.length === all.length ? 1 : 0;
		}
	},
	{
		name: 'take over what another phone gives',
		begin(phone) {
			const documents = given();
			return () => told(() => phone.store.takeOver(documents as never));
		},
		async effect(phone) {
			const areas = (await count(phone, 'patch')) - 1;
			const [doors, visits] = [(await count(phone, 'door')) - 6, (await count(phone, 'visit')) - 2];
			const contacts = await count(phone, 'contact');
			return doors === areas && visits === areas && contacts === areas ? areas : undefined;
		}
	}
];
