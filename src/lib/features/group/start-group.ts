import { community, member, newGroupId, newId, type Community, type Problem } from '$lib/records';
import { device, discardGroup, openGroup, type DeviceGroup, type GroupStore } from '$lib/store';
import { placesNamed, readPostcode, type Place } from './gazetteer.ts';
import { newDeviceSecret } from './invite.ts';
import { loadPlaces } from './places.ts';

/** What *Start a group* asks for, as typed; `point` is the place that was found or chosen. */
export interface StartForm {
	name: string;
	kind: Community['kind'] | '';
	place: string;
	point?: [number, number];
	your_name: string;
	tags: string[];
}

export type StartField = 'name' | 'kind' | 'place' | 'your_name' | 'tags';
/** `ambiguous`: `limit` places have this name, and the form was sent before they could be shown. */
export type StartProblem = Omit<Problem, 'code'> & { code: Problem['code'] | 'ambiguous' };
export type StartProblems = Partial<Record<StartField, StartProblem>>;
export type StartOutcome = { ok: true; gid: string } | { ok: false; problems: StartProblems };

export function emptyStart(): StartForm {
	return { name: '', kind: '', place: '', your_name: '', tags: [] };
}

export function isEmptyStart(form: StartForm): boolean {
	return !form.name && !form.kind && !form.place && !form.your_name && form.tags.length === 0;
}

/** Where the group is, as the community's record keeps it, or what is wrong with what was typed. */
export function whereOf(
	form: Pick<StartForm, 'kind' | 'place' | 'point'>,
	places: Place[]
): Pick<Community, 'place' | 'postcode' | 'point'> | StartProblem {
	const place = form.place.trim();
	if (!place) return form.kind === 'interest' ? {} : { field: 'place', code: 'required' };
	const postcode = readPostcode(place);
	if (postcode) return { postcode };
	const named = placesNamed(places, place);
	const chosen = named.find((found) => String(found.point) === String(form.point)) ?? named[0];
	if (!chosen) return { place };
	if (named.length > 1 && !form.point) return { field: 'place', code: 'ambiguous', limit: named.length };
	return { place: chosen.name, point: chosen.point };
}

/**
 * Starts a group on this phone, with no network: its community, its founder's member record, and this device's
 * entry, which the sync loop registers. Rejects when the phone can't save.
 */
export async function startGroup(form: StartForm): Promise<StartOutcome> {
	const gid = newGroupId();
	const founder = newId('member');
	const author = { member: founder, device: await device.id(), at: new Date().toISOString() };
	const where = whereOf(form, await loadPlaces());
	const misplaced = 'code' in where ? where : undefined;

	const person = member.make({ id: founder, name: form.your_name, role: 'organiser' }, author);
	const group = community.make(
		{
			group: gid,
			name: form.name,
			kind: form.kind as Community['kind'],
			tags: form.tags,
			...('code' in where ? {} : where)
		},
		author
	);
	if (misplaced || !person.ok || !group.ok) {
		const problems: StartProblems = {};
		if (misplaced) problems.place = misplaced;
		if (!group.ok) for (const problem of group.problems) problems[fieldOf(problem)] ??= problem;
		if (!person.ok) problems.your_name = person.problems[0];
		return { ok: false, problems };
	}

	const entry: DeviceGroup = {
		id: gid,
		name: group.record.name,
		member: founder,
		member_name: person.record.name,
		role: 'organiser',
		secret: newDeviceSecret(),
		state: 'creating',
		added_at: author.at
	};
	let store: GroupStore | undefined;
	try {
		store = await openGroup(gid);
		await store.put(group.record, person.record);
		await device.saveGroup(entry);
	} catch (error) {
		// Without its entry nobody would find the group again, and asked again this makes another.
		await (store?.destroy() ?? discardGroup(gid)).catch(() => undefined);
		throw error;
	}
	return { ok: true, gid };
}

function fieldOf(problem: Problem): StartField {
	const field = problem.field.split('.')[0];
	if (field === 'kind' || field === 'tags') return field;
	return field === 'place' || field === 'postcode' || field === 'point' ? 'place' : 'name';
}
