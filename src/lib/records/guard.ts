/**
 * The gate every write passes, on the phone, in the gateway and inside CouchDB. This file and what it
 * imports make no ids and no hashes, so that it bundles small.
 */
import { isErased, isLeft } from './erase.ts';
import { checkJson, isPlainObject, isSame } from './json.ts';
import { line, list, matching, memberId, shape, time, whole } from './fields.ts';
import type { Base, Check, KindRule, Mark, Problem, RefusalCode, Who } from './record.ts';

export type Rules = Readonly<Record<string, KindRule>>;

const device = /^[A-Za-z0-9_-]{1,64}$/;
/** What PouchDB and CouchDB add to a document on its way. */
const TRANSPORT = ['_id', '_rev', '_revisions', '_deleted'];

const anything: Check = () => {};

/** Every value of an object, whatever its keys. */
function each(check: Check, keys?: RegExp): Check {
	return (value, field, problems) => {
		if (value === undefined) return;
		if (!isPlainObject(value)) return void problems.push({ field, code: 'type' });
		for (const key of Object.keys(value)) {
			if (keys && !keys.test(key)) problems.push({ field: `${field}.${key}`, code: 'format' });
			else check(value[key], `${field}.${key}`, problems);
		}
	};
}

function tuple(...checks: readonly Check[]): Check {
	return (value, field, problems) => {
		if (!Array.isArray(value) || value.length !== checks.length)
			return void problems.push({ field, code: 'type' });
		checks.forEach((check, i) => check(value[i], `${field}.${i}`, problems));
	};
}

const count = whole(1, Number.MAX_SAFE_INTEGER);
const dot = tuple(matching(device), count, time);
const mark = tuple(anything, matching(device), count, whole(0, 1));
const dotOrMarks: Check = (value, field, problems) =>
	(Array.isArray(value) && Array.isArray(value[0]) ? list(mark, 2000) : dot)(value, field, problems);
const other = shape({ dot: (value, field, problems) => value !== undefined && dot(value, field, problems) });

const BASE: Readonly<Record<string, Check>> = {
	_id: line(120),
	type: line(30),
	schema: whole(1, 1000),
	created_at: time,
	created_by: memberId,
	clock: each(count, device),
	dots: each(dotOrMarks),
	also: each(list(other, 200))
};

/** The kind that an id's prefix names. */
export function typeOf(rules: Rules, id: unknown): string | undefined {
	const type = typeof id === 'string' ? id.slice(0, Math.max(0, id.indexOf(':'))) : '';
	return hasOwn(rules, type) ? type : undefined;
}

/** Everything that is wrong with a value as a record; takes any junk and never throws. */
export function checkAgainst(rules: Rules, value: unknown): Problem[] {
	if (!isPlainObject(value)) return [{ field: '', code: 'type' }];
	const unsafe = checkJson(value);
	if (unsafe.length > 0) return unsafe;
	const type = typeOf(rules, value['_id']);
	if (type === undefined || value['type'] !== type) return [{ field: 'type', code: 'unknown_kind' }];
	const rule = rules[type] as KindRule;
	const problems: Problem[] = [];
	shape(BASE)(value, '', problems);
	for (const key of Object.keys(value)) {
		if (key.charAt(0) === '_' && TRANSPORT.indexOf(key) < 0) problems.push({ field: key, code: 'format' });
	}
	if (!rule.id.test(String(value['_id']).slice(type.length + 1)))
		problems.push({ field: '_id', code: 'format' });
	if (problems.length > 0) return problems;
	const record = upgradeWith(rule, value as unknown as Base);
	if (isErased(rule, record)) checkErased(rule, record, problems);
	else shape(rule.fields)(record, '', problems);
	checkKept(rule, record, problems);
	return problems.length > 0 || !rule.agree ? problems : rule.agree(record);
}

/** Nothing may be left but what the kind keeps, and no field of any newer version. */
function checkErased(rule: KindRule, record: Base, problems: Problem[]): void {
	time(record.erased, 'erased', problems);
	for (const name of rule.kept ?? []) {
		const check = rule.fields[name] as Check;
		check((record as unknown as Record<string, unknown>)[name], name, problems);
	}
	for (const name of Object.keys(record))
		if (!isLeft(rule, name) && TRANSPORT.indexOf(name) < 0)
			problems.push({ field: name, code: 'contradiction' });
}

/** What a merge may bring forward is held to the same as what is shown. */
function checkKept(rule: KindRule, record: Base, problems: Problem[]): void {
	const { also = {}, dots = {} } = record;
	for (const field of Object.keys(rule.fields)) {
		const check = rule.fields[field] as Check;
		const values = (hasOwn(also, field) && also[field]) || [];
		values.forEach(({ value }, i) => check(value, `also.${field}.${i}`, problems));
		const written = (hasOwn(dots, field) && dots[field]) || [];
		if (!Array.isArray(written[0])) continue;
		if (rule.sets.indexOf(field) < 0) problems.push({ field: `dots.${field}`, code: 'type' });
		else
			for (const [element, , , present] of written as readonly Mark[])
				if (present === 1) check([element], `dots.${field}`, problems);
	}
}

function hasOwn(value: object, key: string): boolean {
	return Object.prototype.hasOwnProperty.call(value, key);
}

/** The record in today's schema; a newer one is left as it is. */
export function upgradeWith(rule: KindRule, old: Base): Base {
	let record = old;
	for (let schema = old.schema; schema < rule.schema; schema++) {
		const step = rule.upgrades?.[schema];
		record = { ...(step ? step(record) : record), schema: schema + 1 };
	}
	return record;
}

/** Whether this person may write this record (in place of that one). */
export function mayWriteWith(rule: KindRule, who: Who, next: Base, before?: Base): true | RefusalCode {
	const revives = before !== undefined && isErased(rule, before) && !isErased(rule, next);
	// CouchDB, too, asks as the server.
	if (who.role === 'server') return revives ? 'erased' : true;
	if (rule.writers.indexOf(who.role) < 0) return 'role';
	if (!before) {
		if (rule.created !== 'free' && next.created_by !== who.member && who.role !== 'organiser')
			return 'not_yours';
	} else if (rule.created !== 'free' && !keepsCreation(rule, who, next, before)) {
		return 'created_changed';
	} else if (revives) {
		return 'erased';
	}
	return rule.allow ? rule.allow(who, next, before) : true;
}

/** Whether this person may take that record back: their own, and an organiser anybody's. */
export function mayTakeBack(who: Pick<Who, 'member' | 'role'>, of: Pick<Base, 'created_by'>): boolean {
	return who.role === 'organiser' || (who.role === 'volunteer' && of.created_by === who.member);
}

/** Two phones may make the same door: each brings its own creation, and merging keeps the first. */
function keepsCreation(rule: KindRule, who: Who, next: Base, before: Base): boolean {
	if (next.created_at === before.created_at && next.created_by === before.created_by) return true;
	if (rule.created !== 'shared') return false;
	return next.created_at < before.created_at || next.created_by === who.member || who.role === 'organiser';
}

/**
 * `true`, or why this document may not be written: a refusal code, or `field:problem` of the first thing
 * wrong with it. `oldDoc` is the revision it follows, if any. Covers the record's own check, who may
 * write, what never changes, and deletion: an immutable record is never deleted; another may be by those
 * who may write it, because settling a conflict deletes the losing revision, but the last one that
 * stands (`alone`) by an organiser only.
 */
export function checkWriteAgainst(
	rules: Rules,
	newDoc: unknown,
	oldDoc: unknown,
	who: Who,
	alone = false
): true | string {
	const before =
		isPlainObject(oldDoc) && oldDoc['_deleted'] !== true ? (oldDoc as unknown as Base) : undefined;
	if (isPlainObject(newDoc) && newDoc['_deleted'] === true)
		return checkDeletion(rules, newDoc, before, who, alone);
	const problem = checkAgainst(rules, newDoc)[0];
	if (problem) return `${problem.field}:${problem.code}`;
	const next = newDoc as Base;
	const rule = rules[next.type] as KindRule;
	if (!isInGroup(rule, next._id, who)) return 'other_group';
	if (rule.immutable && before) return hasSameFields(next, before) ? true : 'immutable';
	const revived = isPlainObject(oldDoc) && !before && !rule.immutable;
	return mayWriteWith(rule, who, next, revived ? next : before);
}

function checkDeletion(
	rules: Rules,
	doc: Record<string, unknown>,
	before: Base | undefined,
	who: Who,
	alone: boolean
): true | string {
	if (checkJson(doc).length > 0) return ':hostile';
	const type = typeOf(rules, doc['_id']);
	if (type === undefined) return 'unknown_kind';
	const rule = rules[type] as KindRule;
	if (!isInGroup(rule, String(doc['_id']), who)) return 'other_group';
	if (rule.immutable) return 'immutable';
	if (who.role === 'server') return true;
	if (before && alone && who.role !== 'organiser') return 'not_replaced';
	if (before) return mayWriteWith(rule, who, before, before);
	return rule.writers.indexOf(who.role) < 0 ? 'role' : true;
}

function isInGroup(rule: KindRule, id: string, who: Who): boolean {
	return !rule.ofGroup || who.group === undefined || id === `${rule.type}:${who.group}`;
}

function hasSameFields(a: Base, b: Base): boolean {
	return isSame(withoutTransport(a), withoutTransport(b));
}

function withoutTransport(record: Base): object {
	const copy: Record<string, unknown> = {};
	const fields = record as unknown as Record<string, unknown>;
	for (const key of Object.keys(fields)) if (key.charAt(0) !== '_') copy[key] = fields[key];
	return copy;
}
