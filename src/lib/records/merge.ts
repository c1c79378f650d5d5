/**
 * Merging two versions of an edited record without losing a value.
 *
 * Every edit raises the device's count in `clock` and stamps what it changed with a dot (device, count,
 * time). A value whose dot the other version has seen, but no longer holds, was replaced there; one it
 * has not seen was written at the same time and is kept: dotted version vectors (Preguiça et al. 2012)
 * for single values, an add-wins observed-remove set (Shapiro et al. 2011) for sets. Among values written
 * at the same time the later clock is shown, and the others stay in `also`.
 *
 * It holds as long as a device never uses the same count twice: edit what all known versions merge to.
 */
import { firstErased, isErased } from './erase.ts';
import { canonical, isSame } from './json.ts';
import type { Also, Author, Base, Dot, KindRule, Mark } from './record.ts';
import { tidyValue } from './text.ts';

/** Fields that are not registers: identity and the merge's own. */
const FIXED = ['_id', 'type', 'schema', 'created_at', 'created_by', 'clock', 'dots', 'also'];

type Fields = Record<string, unknown>;
type Clock = Readonly<Record<string, number>>;

/**
 * A copy of a record with some fields changed (`undefined` takes one away), stamped for merging. Fields
 * given the value they have are not stamped, unless that settles a choice between values in `also`. What was
 * erased stays as it is.
 */
export function editWith<R extends Base>(rule: KindRule, record: R, changes: Partial<R>, author: Author): R {
	if (rule.immutable) throw new Error(`a ${rule.type} is never edited`);
	if (isErased(rule, record)) return record;
	const next: Fields = { ...(record as object) };
	const also: Record<string, readonly Also[]> = { ...record.also };
	const dots: Record<string, Dot | readonly Mark[]> = { ...record.dots };
	const n = (record.clock?.[author.device] ?? 0) + 1;
	let changed = false;
	for (const [field, given] of Object.entries(changes)) {
		const tidied = tidyValue(given);
		const value = tidied === '' ? undefined : tidied;
		const before = next[field];
		if (isSame(before, value) && !also[field]) continue;
		if (FIXED.includes(field) || field.startsWith('_')) throw new Error(`${field} is never edited`);
		changed = true;
		if (rule.sets.includes(field)) {
			const [elements, marks] = editSet(
				asList(before),
				asList(value),
				marksOf(record, field),
				author.device,
				n
			);
			next[field] = elements;
			dots[field] = marks;
		} else {
			if (value === undefined) delete next[field];
			else next[field] = value;
			dots[field] = [author.device, n, author.at];
			delete also[field];
		}
	}
	if (!changed) return record;
	next['clock'] = { ...record.clock, [author.device]: n };
	return withMetadata(next, dots, also) as unknown as R;
}

function editSet(
	before: readonly unknown[],
	after: readonly unknown[],
	marks: readonly Mark[],
	device: string,
	n: number
): [elements: unknown[], marks: Mark[]] {
	const elements = sortedSet(after);
	const added = elements.filter((element) => !before.some((item) => isSame(item, element)));
	const removed = before.filter((element) => !elements.some((item) => isSame(item, element)));
	const touched = [...added, ...removed];
	return [
		elements,
		sortedSet([
			...marks.filter(([element]) => !touched.some((item) => isSame(item, element))),
			...added.map((element): Mark => [element, device, n, 1]),
			...removed.map((element): Mark => [element, device, n, 0])
		])
	];
}

/** What two versions of a record come to. */
export function mergeWith<R extends Base>(rule: KindRule, a: R, b: R): R {
	const [left, right] = [withoutRevision(a), withoutRevision(b)];
	if (rule.immutable) return (earlier(left, right) ? left : right) as R;
	const erased = firstErased(rule, left, right);
	if (erased) return erased as R;
	if (isSame(left, right)) return left as R;
	const next: Fields = { _id: a._id, type: a.type, schema: Math.max(a.schema, b.schema) };
	const first = created(a) <= created(b) ? a : b;
	next['created_at'] = first.created_at;
	next['created_by'] = first.created_by;
	const dots: Record<string, Dot | readonly Mark[]> = {};
	const also: Record<string, readonly Also[]> = {};
	for (const field of fieldsOf(a, b)) {
		if (rule.sets.includes(field) || marksOf(a, field).length > 0 || marksOf(b, field).length > 0) {
			const [elements, marks] = mergeSet(a, b, field);
			if (elements) next[field] = elements;
			if (marks.length > 0) dots[field] = marks;
			continue;
		}
		const [shown, ...others] = mergeValues(a, b, field);
		if (shown?.value !== undefined) next[field] = shown.value;
		if (shown?.dot) dots[field] = shown.dot;
		if (others.length > 0) also[field] = others;
	}
	const clock = mergeClocks(a.clock, b.clock);
	if (clock) next['clock'] = clock;
	return withMetadata(next, dots, also) as unknown as R;
}

/** The values of a field that neither version replaced, the one to show first. */
function mergeValues(a: Base, b: Base, field: string): Also[] {
	const [fromA, fromB] = [valuesOf(a, field), valuesOf(b, field)];
	const edited = [...unreplaced(fromA, fromB, b.clock), ...unreplaced(fromB, fromA, a.clock)];
	const values = edited.length > 0 ? edited : [...fromA, ...fromB].filter(({ value }) => value !== undefined);
	return sortedSet(values).sort(laterFirst);
}

function valuesOf(record: Base, field: string): Also[] {
	const dot = record.dots?.[field];
	const value = (record as unknown as Fields)[field];
	return [entry(value, isDot(dot) ? dot : undefined), ...(record.also?.[field] ?? [])];
}

function entry(value: unknown, dot: Dot | undefined): Also {
	const made: Also = {};
	if (value !== undefined) made.value = value;
	if (dot) made.dot = dot;
	return made;
}

function unreplaced(mine: readonly Also[], theirs: readonly Also[], theirClock: Clock = {}): Also[] {
	return mine.filter(({ dot }) => {
		if (!dot) return false;
		return (
			!covers(theirClock, dot[0], dot[1]) || theirs.some((other) => other.dot && sameWrite(other.dot, dot))
		);
	});
}

function sameWrite(a: Dot, b: Dot): boolean {
	return a[0] === b[0] && a[1] === b[1];
}

function covers(clock: Clock, device: string, n: number): boolean {
	return (clock[device] ?? 0) >= n;
}

/** Later clock first; then an order that is the same on every phone. */
function laterFirst(a: Also, b: Also): number {
	const [x, y] = [a.dot?.[2] ?? '', b.dot?.[2] ?? ''];
	if (x !== y) return x > y ? -1 : 1;
	return canonical([a.dot ?? null, a.value]) > canonical([b.dot ?? null, b.value]) ? -1 : 1;
}

function mergeSet(a: Base, b: Base, field: string): [elements: unknown[] | undefined, marks: Mark[]] {
	const [marksA, marksB] = [marksOf(a, field), marksOf(b, field)];
	const marks = sortedSet([...unseen(marksA, marksB, b.clock), ...unseen(marksB, marksA, a.clock)]);
	const [listA, listB] = [(a as unknown as Fields)[field], (b as unknown as Fields)[field]];
	if (!Array.isArray(listA) && !Array.isArray(listB) && marks.length === 0) return [undefined, marks];
	const untouched = [...asList(listA), ...asList(listB)].filter(
		(element) => !marks.some((mark) => isSame(mark[0], element))
	);
	const added = marks.filter((mark) => mark[3] === 1).map((mark) => mark[0]);
	return [sortedSet([...untouched, ...added]), marks];
}

function unseen(mine: readonly Mark[], theirs: readonly Mark[], theirClock: Clock = {}): Mark[] {
	return mine.filter(
		(mark) => !covers(theirClock, mark[1], mark[2]) || theirs.some((other) => isSame(other, mark))
	);
}

function marksOf(record: Base, field: string): readonly Mark[] {
	const dots = record.dots?.[field];
	return Array.isArray(dots) && dots.every(Array.isArray) ? (dots as unknown as readonly Mark[]) : [];
}

function isDot(dots: Dot | readonly Mark[] | undefined): dots is Dot {
	return dots !== undefined && !Array.isArray(dots[0]) && dots.length > 0;
}

function mergeClocks(a: Clock = {}, b: Clock = {}): Clock | undefined {
	const devices = Object.keys({ ...a, ...b }).sort();
	if (devices.length === 0) return undefined;
	return Object.fromEntries(devices.map((device) => [device, Math.max(a[device] ?? 0, b[device] ?? 0)]));
}

function fieldsOf(a: Base, b: Base): string[] {
	const names = [
		...Object.keys(a),
		...Object.keys(b),
		...Object.keys({ ...a.dots, ...b.dots, ...a.also, ...b.also })
	];
	return sortedSet(names).filter((name) => !FIXED.includes(name) && !name.startsWith('_'));
}

function withMetadata(next: Fields, dots: Fields, also: Fields): Fields {
	delete next['dots'];
	delete next['also'];
	if (Object.keys(dots).length > 0) next['dots'] = dots;
	if (Object.keys(also).length > 0) next['also'] = also;
	return next;
}

/** A record without what databases add to it, so that every phone comes to the same document. */
export function withoutRevision<R extends Base>(record: R): R {
	const fields = Object.entries(record).filter(([name]) => name === '_id' || !name.startsWith('_'));
	return Object.fromEntries(fields) as unknown as R;
}

function created(record: Base): string {
	return `${record.created_at} ${record.created_by}`;
}

function earlier(a: Base, b: Base): boolean {
	return created(a) === created(b) ? canonical(a) <= canonical(b) : created(a) < created(b);
}

function asList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Each value once, in an order that is the same on every phone. */
export function sortedSet<T>(values: readonly T[]): T[] {
	const byText = new Map(values.map((value) => [canonical(value), value]));
	return [...byText.keys()].sort().map((text) => byText.get(text) as T);
}
