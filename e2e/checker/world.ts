import { canonical, type AnyRecord, type Contact, type Role } from '../../src/lib/records/index.ts';
import { isExpired } from '../../src/lib/rules/contacts.ts';
import { leavesOf } from '../../src/lib/store/adapter/revisions.ts';
import type { GroupStore } from '../../src/lib/store/types.ts';
import type { SyncOutcome, Urgency } from '../../src/lib/sync/run.ts';
import type { Age, Command, Edited, Schedule, Written } from './commands.ts';
import type { Fault } from './faults.ts';
import { bodyOf, History, isErased, valuesIn, type Intent, type Version } from './history.ts';
import { aContact, flats, good, intentsOf, pickOf, promise, recordsOf, type Making } from './making.ts';
import { Hanging, inviteOf, Phone, type Identity } from './phone.ts';
import type { Program } from './program.ts';
import { randomFrom } from './random.ts';
import { gid, type Leaf, type Server } from './server.ts';

/** Says which promise was broken, and how. */
export class Broken extends Error {
	constructor(
		readonly claim: string,
		detail: string
	) {
		super(`${claim}: ${detail}`);
	}
}

export type Count = (what: string) => void;

const hour = 3_600_000;

interface Standing {
	phone: Phone;
	/** Which of the server's lives this phone has compared itself with. */
	knows: number;
	/** Intents that the server alone had when this phone was emptied. */
	excused: Set<Intent>;
	revoked: boolean;
	wiped: boolean;
}

/** Runs one schedule from beginning to end; throws `Broken` when a promise is. */
export async function play(
	schedule: Schedule,
	server: Server,
	programs: Record<Age, Program>,
	count: Count
): Promise<void> {
	const world = new World(schedule, server, programs, count);
	await world.begin();
	for (const command of schedule.commands) {
		world.time += 60_000;
		await world.run(command);
		await world.checkAlways();
	}
	await world.heal();
	await world.checkHealed();
}

class World {
	time = Date.UTC(2026, 6, 1, 9);
	private history = new History();
	private standings: Standing[];
	private random: () => number;
	private denied: string | undefined;
	private restore: (() => Promise<void>) | undefined;
	/** How many times the server went back, and the last time that it did not say so. */
	private life = 0;
	private silent = 0;
	private recreated = false;
	private founded = false;

	/** The last days of the contacts. */
	private expires = new Map<string, Pick<Contact, 'expires'>>();

	constructor(
		private readonly schedule: Schedule,
		private readonly server: Server,
		programs: Record<Age, Program>,
		private readonly count: Count
	) {
		this.random = randomFrom(schedule.seed);
		const around = {
			gid,
			programs,
			random: this.random,
			now: () => this.time,
			connect: () => server.connect(),
			deny: ({ _id }: { _id: string }) =>
				this.denied === 'everything' || (this.denied && _id.startsWith(`${this.denied}:`))
					? 'not_now'
					: undefined,
			count,
			patience: server.patience
		};
		const roles: Role[] = ['organiser', ...schedule.others];
		this.standings = roles.map((role, n) => {
			const who: Identity = {
				n,
				role,
				member: `member:01k0taad0ane000000000000m${n}`,
				secret: String(n + 1).repeat(64),
				founder: n === 0
			};
			return {
				phone: new Phone(who, around),
				knows: 0,
				excused: new Set(),
				revoked: false,
				wiped: false
			};
		});
	}

	private at(n: number): Standing {
		const standing = this.standings[n % this.standings.length];
		if (!standing) throw new Error(`no phone ${n}`);
		return standing;
	}

	/** The founder's phone has a group with a street and a promise; the others hold an invite each. */
	async begin(): Promise<void> {
		for (const { phone } of this.standings.slice(1))
			await this.server.invite(inviteOf(phone.who), phone.who.role);
		const { phone } = this.at(0);
		const making = await this.making(phone, false);
		const { records, by, store } = making;
		const input = { group: gid, name: 'Spotland', kind: 'neighbourhood' as const, tags: [] };
		const street = good(records.patch.make({ name: 'Toad Lane', walk_order: 'sides' }, by)) as AnyRecord;
		const door = good(records.door.make({ patch: street._id, number: 1, street: 'Toad Lane' }, by));
		await this.save(phone, store, [
			good(records.community.make(input as never, by)) as AnyRecord,
			good(records.member.make({ id: by.member, name: 'Person 0', role: 'organiser' }, by)) as AnyRecord,
			street,
			door as AnyRecord,
			promise(making)
		]);
		if (!this.schedule.offered) return;
		const offered = aContact(making, { door: door._id, patch: street._id });
		await this.save(phone, store, [offered, ...flats(making, street._id)]);
	}

	async run(command: Command): Promise<void> {
		this.count(`command: ${command.do}`);
		switch (command.do) {
			case 'write':
				return this.write(command.phone, command.kind, command.tab === 1);
			case 'edit':
				return this.edit(command.phone, command.what, command.tab === 1);
			case 'undo':
				return this.undo(command.phone);
			case 'erase':
				return this.erase(command.phone, command.tab === 1);
			case 'hand over':
				return this.handOver(this.at(command.from), this.at(command.to));
			case 'sync':
				await this.sync(this.at(command.phone), command.urgency, command.faults);
				return;
			case 'sync at once':
				await Promise.all(
					[...new Set(command.phones.map((n) => this.at(n)))].map((one, i) =>
						this.sync(one, 'soon', i === 0 ? command.faults : [])
					)
				);
				return;
			case 'write while syncing':
				// One after the other begins, both go on together.
				await Promise.all([
					this.sync(this.at(command.phone), 'soon', []),
					this.edit(command.phone, command.what, false)
				]);
				return;
			case 'back up':
				this.restore = await this.server.backUp();
				return;
			case 'restore':
				return this.goBack(command.announced);
			case 'recreate':
				await this.lose(() => this.server.recreate());
				this.recreated = true;
				this.restore = undefined;
				this.life++;
				for (const one of this.standings) one.revoked = false;
				return;
			case 'deny':
				this.denied = command.kind;
				return;
			case 'allow':
				this.denied = undefined;
				return;
			case 'revoke':
			case 'admit': {
				const one = this.at(command.phone);
				one.revoked = command.do === 'revoke';
				await this.server.admit(one.phone.who.secret, !one.revoked);
				return;
			}
			case 'end sessions':
				for (const { phone } of this.standings) phone.forgetCookies();
				return;
			case 'clock':
				this.at(command.phone).phone.offset += command.years * 365 * 24 * hour;
				return;
			case 'wait':
				this.time += command.hours * hour;
				return;
			case 'kill':
				return this.kill(command);
			case 'evict':
				return this.evict(this.at(command.phone));
			case 'leader change': {
				const one = this.at(command.phone);
				await this.watchSync(one, 'soon', () => one.phone.changeLeader(command.at, command.after));
				return;
			}
			case 'app':
				this.at(command.phone).phone.install(command.age);
				return;
			case 'newer app':
				return this.newer(command.what);
		}
	}

	// What people do.

	/** What was saved; `undefined` when the browser died of it. An app older than the store saves nothing, and says why. */
	private async attempt<T>(
		phone: Phone,
		save: () => Promise<T>
	): Promise<{ done: T } | 'too old' | undefined> {
		const { isOutdated } = phone;
		const saved = await phone.attempt(save).catch((error: unknown) => {
			if (isOutdated && (error as { code?: string }).code === 'app_too_old') return 'too old' as const;
			throw error;
		});
		if (isOutdated && saved !== undefined) {
			this.count('claim: an app older than the store writes nothing');
			if (saved !== 'too old') throw new Broken('an app older than the store writes nothing', 'it saved');
		}
		return saved;
	}

	private async save(phone: Phone, store: GroupStore, records: AnyRecord[]): Promise<void> {
		const saved = await this.attempt(phone, () => store.put(...records));
		if (saved === 'too old') return;
		for (const record of records) {
			if (record.type === 'contact') this.expires.set(record._id, record);
			for (const intent of intentsOf(record, phone.who.n, saved !== undefined)) this.history.add(intent);
		}
	}

	private async making(phone: Phone, second: boolean): Promise<Making> {
		const { app, store } = await phone.tab(second);
		const { history, random } = this;
		return { store, records: app.records, by: phone.author, history, random };
	}

	private async write(n: number, kind: Written, second: boolean): Promise<void> {
		const { phone } = this.at(n);
		const making = await this.making(phone, second);
		await this.save(phone, making.store, await recordsOf(kind, making));
	}

	private async edit(n: number, what: Edited, second: boolean): Promise<void> {
		const { phone } = this.at(n);
		const { store } = await phone.tab(second);
		const [kind, field] = what.split('.') as [AnyRecord['type'], string];
		const all = (await store.list<AnyRecord>(kind)).filter((one) => !isErased({ ...one }));
		const record = kind === 'member' ? all.find((one) => one._id === phone.who.member) : this.pick(all);
		if (!record) return;
		if (field === 'status') {
			await this.attempt(phone, () =>
				store.edit(record._id, { status: 'registered' } as object, phone.author)
			);
			return;
		}
		const value = this.newValueOf(what, phone);
		const isSet = field === 'streets' || field === 'assigned';
		const there = isSet ? ((record as unknown as Record<string, string[] | undefined>)[field] ?? []) : [];
		if (there.includes(value)) return;
		// What stands there is what the person saw, with the values beside it.
		const shown = isSet ? [] : this.versionsOn(phone, record._id).flatMap((one) => valuesIn(one, field));
		const changes = { [field]: isSet ? [...there, value] : value };
		const saved = await this.attempt(phone, () =>
			store.edit(record._id, changes, phone.author).catch((error: unknown) => {
				// It came in while they typed.
				const isGone = this.versionsOn(phone, record._id).some(isErased);
				if ((error as { code?: string }).code === 'not_found' && isGone) return 'erased' as const;
				throw error;
			})
		);
		if (saved === 'too old' || saved?.done === 'erased') return;
		this.history.add({
			by: phone.who.n,
			id: record._id,
			field,
			value,
			saw: new Set(shown),
			acknowledged: saved !== undefined
		});
	}

	/** What nobody else gives this field. */
	private newValueOf(what: Edited, phone: Phone): string {
		if (what === 'contact.name') return this.history.newName();
		if (what === 'contact.email') return this.history.newEmail();
		if (what === 'patch.assigned') return phone.who.member;
		return what.startsWith('round.') ? phone.author.at : this.history.newValue();
	}

	private async erase(n: number, second: boolean): Promise<void> {
		const { phone } = this.at(n);
		const { store } = await phone.tab(second);
		const one = this.pick((await store.list<Contact>('contact')).filter((each) => !isErased({ ...each })));
		if (!one) return;
		const saved = await this.attempt(phone, () => store.erase(one._id, phone.author.at));
		if (saved === 'too old') return;
		const intent = { by: n, id: one._id, saw: new Set<string>(), acknowledged: saved !== undefined };
		this.history.add({ ...intent, by: phone.who.n, erases: true });
		if (saved) this.checkNothingLeft(one._id, phone);
	}

	/** What only one phone has is on another one too, and stays on the first. */
	private async handOver(giver: Standing, taker: Standing): Promise<void> {
		if (giver === taker) return;
		const { store } = await giver.phone.tab();
		const { documents } = await store.toHandOver();
		const { store: there } = await taker.phone.tab();
		const take = () => there.takeOver(structuredClone(documents));
		const taken = await this.attempt(taker.phone, take);
		if (!taken || taken === 'too old') return;
		this.count('claim: what is handed over is on the other phone');
		const { n } = taker.phone.who;
		for (const intent of this.history.intents) {
			// Nobody there can tell whether an organiser took back what somebody else did.
			if (intent.id.startsWith('undo:')) continue;
			const handed = documents.filter(({ _id, _deleted }) => _id === intent.id && !_deleted);
			if (!this.history.isKept(intent, handed)) continue;
			if (!this.history.isKept(intent, this.versionsOn(taker.phone, intent.id)))
				throw new Broken('what is handed over is on the other phone', `phone ${n}: ${say(intent)}`);
			(intent.taken ??= new Set()).add(n);
		}
		this.count('claim: what is handed over twice changes nothing');
		await taker.phone.heard();
		const before = everythingOn(taker.phone);
		const again = await this.attempt(taker.phone, take);
		await taker.phone.heard();
		if (again && again !== 'too old' && (again.done.taken || everythingOn(taker.phone) !== before))
			throw new Broken('what is handed over twice changes nothing', JSON.stringify(again.done));
	}

	private async undo(n: number): Promise<void> {
		const { phone } = this.at(n);
		const { app, store } = await phone.tab();
		type Taken = Extract<AnyRecord, { type: 'visit' | 'audit' }>;
		const lists = await Promise.all([store.list<Taken>('visit'), store.list<Taken>('audit')]);
		const taken = this.pick(lists.flat());
		if (!taken) return;
		const { _id: of } = taken;
		const where = taken.type === 'visit' ? { door: taken.door, patch: taken.patch } : {};
		const made = good(app.records.undo.make({ of, ...where }, phone.author));
		await this.save(phone, store, [made as AnyRecord]);
	}

	private pick<T>(all: readonly T[]): T | undefined {
		return pickOf(all, this.random);
	}

	// What networks, servers and browsers do.

	private sync(one: Standing, urgency: Urgency, faults: Fault[]): Promise<SyncOutcome | undefined> {
		return this.watchSync(one, urgency, () => one.phone.sync(urgency, faults));
	}

	private async watchSync(
		one: Standing,
		urgency: Urgency,
		sync: () => Promise<SyncOutcome | undefined>
	): Promise<SyncOutcome | undefined> {
		const { life } = this;
		const outcome = await sync().catch((error: unknown) => {
			throw error instanceof Hanging ? new Broken('a round of sync ends', error.message) : error;
		});
		this.count(`sync: ${!outcome ? 'killed' : outcome.ok ? 'ok' : outcome.code}`);
		const [complaint] = one.phone.complaints.splice(0);
		if (complaint)
			throw new Broken('a round ends as expected', String((complaint as Error).stack ?? complaint));
		if (outcome?.ok && one.phone.who.founder) this.founded = true;
		if (outcome?.ok && life === this.life) {
			// A server that says nothing of having gone back may be found out at the daily check only.
			if (urgency === 'check' || one.knows >= this.silent) one.knows = life;
		}
		return outcome;
	}

	private async goBack(announced: boolean): Promise<void> {
		const { restore } = this;
		if (!restore) return;
		this.count('restored');
		await this.lose(restore);
		this.life++;
		if (announced) this.server.announce();
		else this.silent = this.life;
	}

	private async kill({ phone: n, call, during }: Extract<Command, { do: 'kill' }>): Promise<void> {
		const { phone } = this.at(n);
		if (during === 'start') phone.kill();
		else await phone.tab();
		phone.killAt(call);
		try {
			if (during === 'write') await this.write(n, 'many', false);
			else if (during === 'edit') await this.edit(n, 'patch.script', false);
			else if (during === 'erase') await this.erase(n, false);
			else if (during === 'hand over') await this.handOver(this.at(n + 1), this.at(n));
			else if (during === 'sync') await this.sync(this.at(n), 'soon', []);
			else await phone.tab();
		} catch (error) {
			if (phone.isOpen) throw error;
		}
		phone.killAt(undefined);
		phone.kill();
	}

	private async evict(one: Standing): Promise<void> {
		const { phone } = one;
		await phone.tab();
		// An app older than the store keeps no copies in step with it.
		if (phone.isOutdated) return;
		// The page has heard of everything before it goes.
		await phone.heard();
		const unsent = new Set(phone.unsent().map(({ id, rev }) => `${id} ${rev}`));
		const waiting = (id: string) =>
			this.versionsOn(phone, id).filter((version) => unsent.has(`${id} ${String(version._rev)}`));
		const own = this.history.intents.filter((intent) => this.history.isTold(intent, phone.who.n));
		const excused = own.filter((intent) => !this.history.isKept(intent, waiting(intent.id)));
		await this.lose(async () => phone.evict(), new Set(own.filter((intent) => !excused.includes(intent))));
		one.excused = new Set([...one.excused, ...excused]);
		const { store } = await phone.tab();
		const recovery = await store.recovery();
		this.count('claim: a wiped store says so');
		if (!recovery?.wiped) throw new Broken('a wiped store says so', `phone ${phone.who.n} does not`);
		if (recovery.lost) throw new Broken('what had room is put back', `${recovery.lost} lost`);
	}

	/** Something is destroyed that no app can save: what was there alone is gone, but for what must come back. */
	private async lose(destroy: () => Promise<void>, comesBack = new Set<Intent>()): Promise<void> {
		const before = await this.everywhere();
		const had = this.history.intents.filter((intent) => before(intent));
		await destroy();
		const after = await this.everywhere();
		for (const intent of had) {
			if (after(intent) || comesBack.has(intent)) continue;
			intent.gone = true;
			this.count('every copy destroyed');
		}
	}

	private async everywhere(): Promise<(intent: Intent) => boolean> {
		const leaves = await this.server.leaves();
		return (intent) =>
			this.history.isKept(intent, living(leaves.get(intent.id))) ||
			this.standings.some(({ phone }) => this.history.isKept(intent, this.versionsOn(phone, intent.id)));
	}

	private async newer(what: 'field' | 'kind'): Promise<void> {
		const value = this.history.newValue();
		const leaves = await this.server.leaves();
		const hash = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join('');
		const id = `community:${gid}`;
		const [before] = living(leaves.get(id));
		if (what === 'field' && before && leaves.get(id)?.length === 1) {
			// It follows what the server has, as a newer phone's edit would, and knows nothing of the others' yet.
			const start = Number.parseInt(String(before._rev), 10) + 1;
			const device = `newer${value.replace(' ', '')}`;
			const clock = { ...(before.clock as object | undefined), [device]: 1 };
			const at = new Date(this.time).toISOString();
			const dots = { ...(before.dots as object | undefined), motto: [device, 1, at] };
			const ids = [hash, String(before._rev).split('-')[1] ?? ''];
			const shown = valuesIn(before, 'motto');
			const also = { ...(before.also as Record<string, unknown> | undefined) };
			delete also.motto;
			const { also: _dropped, ...rest } = before;
			void _dropped;
			const doc = {
				...rest,
				...(Object.keys(also).length && { also }),
				...{ motto: value, clock, dots, _id: id, _rev: `${start}-${hash}`, _revisions: { start, ids } }
			};
			await this.server.write([doc as never]);
			this.history.add({ by: -1, id, field: 'motto', value, saw: new Set(shown), acknowledged: true });
		} else {
			const made = `gathering:${hash.slice(0, 26)}`;
			const doc = { _id: made, _rev: `1-${hash}`, type: 'gathering', schema: 7, title: value };
			await this.server.write([{ ...doc, _revisions: { start: 1, ids: [hash] } }]);
			this.history.add({ by: -1, id: made, body: bodyOf(doc), saw: new Set(), acknowledged: true });
		}
	}

	// What must hold.

	private versionsOn(phone: Phone, id: string): Version[] {
		const row = phone.doc(id);
		if (!row) return [];
		return leavesOf(row)
			.filter((leaf) => !leaf.deleted)
			.map((leaf) => ({ ...leaf.body, _id: id, _rev: leaf.rev }));
	}

	async checkAlways(): Promise<void> {
		for (const one of this.standings) {
			this.checkKept(one);
			await this.checkSent(one);
		}
		for (const one of this.standings) if (one.phone.isOpen) await this.checkBadge(one);
		await this.checkWanted();
	}

	/** Erasing can't be taken back: it is done when somebody asks for it, or when the last day is over. */
	private async checkWanted(): Promise<void> {
		this.count('claim: only what was to go is erased');
		const now = new Date(this.time);
		const leaves = await this.server.leaves();
		for (const [id, day] of this.expires) {
			if (this.history.isErased(id) || isExpired(day as Contact, now)) continue;
			const there = this.standings.flatMap(({ phone }) => this.versionsOn(phone, id));
			if ([...there, ...living(leaves.get(id))].some(isErased))
				throw new Broken('only what was to go is erased', id);
		}
	}

	/** Of what is erased nothing is left on a phone: no table has it, and no copy. */
	private checkNothingLeft(id: string, phone: Phone): void {
		this.count('claim: of what is erased nothing is left');
		const all = everythingOn(phone);
		const left = this.history.textsOf(id).filter((text) => all.includes(text));
		if (left.length)
			throw new Broken('of what is erased nothing is left', `phone ${phone.who.n}: ${left.join()} of ${id}`);
	}

	/** What a phone acknowledged is in that phone. */
	private checkKept({ phone, excused }: Standing): void {
		this.count('claim: what was acknowledged is on the phone');
		for (const intent of this.history.intents) {
			if (!this.history.isTold(intent, phone.who.n) || intent.gone) continue;
			if (excused.has(intent)) continue;
			if (!this.history.isKept(intent, this.versionsOn(phone, intent.id))) {
				throw new Broken('what was acknowledged is on the phone', `phone ${phone.who.n}: ${say(intent)}`);
			}
		}
	}

	/** What is called sent is on the server, or the phone cannot know yet that the server went back. */
	private async checkSent({ phone, knows }: Standing): Promise<void> {
		if (knows !== this.life) return;
		this.count('claim: what is called sent is on the server');
		const unsent = new Set(phone.unsent().map(({ id, rev }) => `${id} ${rev}`));
		const sent: Record<string, string[]> = {};
		for (const row of phone.docs()) {
			const revs = leavesOf(row).map((leaf) => leaf.rev);
			sent[row.id] = revs.filter((rev) => !unsent.has(`${row.id} ${rev}`));
		}
		const missing = Object.entries(await this.server.missing(sent)).filter(([, revs]) => revs.length);
		if (missing.length) {
			throw new Broken('what is called sent is on the server', `phone ${phone.who.n}: ${missing.join(' ')}`);
		}
	}

	/** The badge tells the truth: as many as are not known to be on the server, with those that were refused. */
	private async checkBadge({ phone }: Standing): Promise<void> {
		this.count('claim: the badge tells the truth');
		const rows = phone.unsent();
		const { store } = await phone.tab();
		const [told, state] = await Promise.all([store.unsent(), store.syncState()]);
		if (told.total !== rows.length || state.unsent !== rows.length) {
			throw new Broken('the badge tells the truth', `${told.total} and ${state.unsent} of ${rows.length}`);
		}
		const unread = phone.aside().length;
		if ((state.unreadable ?? 0) !== unread)
			throw new Broken('the badge tells the truth', `${state.unreadable} unreadable of ${unread}`);
		const refused = rows.filter((row) => row.reason).length;
		if (told.refused.length !== refused)
			throw new Broken('the badge tells the truth', `${JSON.stringify(told)} of ${JSON.stringify(rows)}`);
	}

	// The end.

	/** Nothing goes wrong any more, and every phone goes through three rounds. */
	async heal(): Promise<void> {
		this.denied = undefined;
		for (const one of this.standings) {
			if (one.phone.age === 'older') one.phone.install('now');
			if (one.revoked) await this.server.admit(one.phone.who.secret, true);
			one.revoked = false;
		}
		this.time += hour;
		// Before the founder was heard of there is no group to be in.
		if (this.recreated || !this.founded) await this.rejoin();
		const compare = this.silent > 0 && this.standings.some((one) => one.knows < this.silent);
		// Phones that settle the same thing at the same time must come to the same.
		const atOnce = this.random() < 0.5;
		this.count(atOnce ? 'healed at once' : 'healed one by one');
		// A round that changes nothing anywhere is the one more that makes no revision.
		for (let round = 0, before = await this.allLeaves(); ; round++) {
			const urgency = compare && round === 0 ? 'check' : 'now';
			const each = async (one: Standing) => {
				const outcome = await this.sync(one, urgency, []);
				this.count('claim: a sound server is reached');
				if (outcome?.ok) return;
				throw new Broken('a sound server is reached', `phone ${one.phone.who.n}: ${outcome?.code}`);
			};
			if (atOnce) await Promise.all(this.standings.map(each));
			else for (const one of this.standings) await each(one);
			const after = await this.allLeaves();
			this.count('claim: after three rounds one more makes no revision');
			if (after === before) break;
			// Two that see the same in the first round are done in the second, if they settle it alike. The listing, which
			// each organiser makes of what they see, takes them one more.
			const settling = atOnce && round >= 2 && this.standings.length === 2 && this.life === 0;
			if (settling && !(await this.isListed())) {
				throw new Broken('two phones settle the same thing alike', 'they still have to settle');
			}
			// Of phones that sync at once one may have asked before another sent, and fetch in the fourth round what it missed.
			const known = new Set(before.split(/\s/));
			const fetched = atOnce && round === 3 && after.split(/\s/).every((rev) => known.has(rev));
			if (round >= 3 && !fetched)
				throw new Broken('after three rounds one more makes no revision', 'it made some');
			before = after;
		}
		// Back on an emptied phone is what the server has. The rest is on others, listed as refused.
		const leaves = await this.server.leaves();
		for (const { excused } of this.standings) {
			for (const intent of excused)
				if (this.history.isKept(intent, living(leaves.get(intent.id)))) excused.delete(intent);
		}
	}

	private async isListed(): Promise<boolean> {
		return [...(await this.server.leaves()).keys()].some((id) => id.startsWith('listing:'));
	}

	private async allLeaves(): Promise<string> {
		const server = [...(await this.server.leaves()).values()].flat().map((leaf) => leaf._rev);
		const phones = this.standings.map(({ phone }) =>
			phone.docs().flatMap((row) => leavesOf(row).map(({ rev }) => rev))
		);
		return [server, ...phones].map((revs) => revs.sort().join(' ')).join('\n');
	}

	/** A server that was made anew knows nobody: an organiser registers again, the others are invited again. */
	private async rejoin(): Promise<void> {
		for (const { phone } of this.standings) await this.server.invite(inviteOf(phone.who), phone.who.role);
		for (const one of this.standings) {
			const outcome = await this.sync(one, 'now', []);
			if (outcome && !outcome.ok && outcome.code === 'group_unknown') {
				const { app } = await one.phone.tab();
				const invite = { secret: inviteOf(one.phone.who) };
				await app.device.changeGroup(gid, { state: 'joining', invite, problem: undefined });
			}
		}
	}

	async checkHealed(): Promise<void> {
		const leaves = await this.server.leaves();
		for (const one of this.standings) {
			await this.checkEqual(one, leaves);
			await this.checkModel(one);
		}
		this.checkEverything(leaves);
		await this.checkShown(leaves);
		this.checkSettled(leaves);
		await this.checkErased(leaves);
		await this.checkAlways();
	}

	/** An erased contact is nowhere any more, and comes back from no phone that had not heard of it. */
	private async checkErased(leaves: Map<string, Leaf[]>): Promise<void> {
		const now = new Date(this.time);
		// A phone that is behind can't know yet that a day is over.
		const isOver = (id: string) =>
			isExpired(this.expires.get(id) as Contact, now) &&
			this.standings.some(({ phone }) => phone.offset >= 0);
		for (const id of this.expires.keys()) {
			const asked = this.history.intents.some(
				(one) => one.id === id && one.erases && one.acknowledged && !one.gone
			);
			if (!asked && !isOver(id)) continue;
			const isListed = this.standings.some(({ phone }) => phone.unsent().some((row) => row.id === id));
			if (isListed) continue;
			this.count(`claim: what was to go is erased, ${asked ? 'as asked' : 'as its time is over'}`);
			const there = living(leaves.get(id));
			if (!there.every(isErased)) throw new Broken('what was to go is erased', `server: ${id}`);
			if (this.history.textsOf(id).some((text) => JSON.stringify(there).includes(text)))
				throw new Broken('of what is erased nothing is left', `server: ${id}`);
			for (const { phone } of this.standings) {
				if (!this.versionsOn(phone, id).every(isErased))
					throw new Broken('what was to go is erased', `phone ${phone.who.n}: ${id}`);
				// The page brings its copies in step.
				await phone.heard();
				this.checkNothingLeft(id, phone);
			}
		}
	}

	/** Every intent is there, or superseded by one that had seen it, or listed with a reason, on every replica. */
	private checkEverything(leaves: Map<string, Leaf[]>): void {
		this.count('claim: every intent is there in the end');
		for (const intent of this.history.intents) {
			if (!intent.acknowledged || intent.gone) continue;
			const listed = this.standings.some(({ phone }) => {
				const refused = phone.unsent().filter((row) => row.id === intent.id && row.reason);
				const versions = this.versionsOn(phone, intent.id);
				return this.history.isKept(
					intent,
					versions.filter((version) => refused.some((row) => row.rev === version._rev))
				);
			});
			if (listed) {
				this.count('listed as refused in the end');
				continue;
			}
			if (!this.history.isKept(intent, living(leaves.get(intent.id)))) {
				throw new Broken('every intent is there in the end', `server: ${say(intent)}`);
			}
			for (const { phone } of this.standings) {
				if (!this.history.isKept(intent, this.versionsOn(phone, intent.id))) {
					throw new Broken('every intent is there in the end', `phone ${phone.who.n}: ${say(intent)}`);
				}
			}
		}
	}

	/** What the server has is shown on every phone, even where that phone's own version was refused. */
	private async checkShown(leaves: Map<string, Leaf[]>): Promise<void> {
		this.count('claim: what the server has is shown');
		const edits = this.history.intents.filter(({ field, id }) => field && !id.startsWith('gathering:'));
		for (const { phone } of this.standings) {
			const { store } = await phone.tab();
			for (const intent of edits) {
				if (!this.history.isKept(intent, living(leaves.get(intent.id)))) continue;
				const shown = await store.get(intent.id);
				if (!shown || !this.history.isKept(intent, [{ ...shown }])) {
					throw new Broken('what the server has is shown', `phone ${phone.who.n}: ${say(intent)}`);
				}
			}
		}
	}

	/** A phone holds the very leaves that the server has, and beside them only what is listed as refused. */
	private async checkEqual({ phone }: Standing, leaves: Map<string, Leaf[]>): Promise<void> {
		this.count('claim: all replicas hold equal leaves');
		const claim = 'all replicas hold equal leaves';
		const rows = phone.unsent();
		const waiting = rows.filter((row) => !row.reason || row.reason === 'not_now');
		if (waiting.length) {
			const [first] = waiting;
			throw new Broken('everything is sent in the end', `phone ${phone.who.n}: ${JSON.stringify(first)}`);
		}
		const refused = new Set(rows.map(({ id, rev }) => `${id} ${rev}`));
		const here = new Map(phone.docs().map((row) => [row.id, row]));
		for (const id of new Set([...leaves.keys(), ...here.keys()])) {
			const row = here.get(id);
			const mine = (row ? leavesOf(row) : []).map((leaf) => leaf.rev);
			const theirs = (leaves.get(id) ?? []).map((leaf) => leaf._rev);
			const own = mine.filter((rev) => refused.has(`${id} ${rev}`));
			const rest = mine.filter((rev) => !own.includes(rev));
			// A refused revision stands in place of the one that it follows.
			const covered = theirs.filter(
				(rev) => !mine.includes(rev) && own.length && row && phone.knows(row, rev)
			);
			const wanted = theirs.filter((rev) => !covered.includes(rev));
			if (rest.sort().join() !== wanted.sort().join()) {
				throw new Broken(
					claim,
					`phone ${phone.who.n}: ${id} has ${rest.join(' ')}, server ${wanted.join(' ')}`
				);
			}
		}
	}

	private checkSettled(leaves: Map<string, Leaf[]>): void {
		this.count('claim: no conflict is left');
		for (const [id, all] of leaves) {
			const alive = living(all);
			if (alive.length > 1) {
				throw new Broken('no conflict is left', `${id}: ${alive.map((one) => String(one._rev)).join(' ')}`);
			}
		}
	}

	/** The read model is what the documents come to. */
	private async checkModel({ phone }: Standing): Promise<void> {
		this.count('claim: the read model equals a rebuilt one');
		const { store } = await phone.tab();
		// When a record was found to be unreadable is no part of the model.
		const told = () =>
			['doors', 'tallies', 'aside'].flatMap((table) =>
				phone.rows<object>(table).map((row) => canonical('reason' in row ? { ...row, at: '' } : row))
			);
		const before = told();
		await store.rebuild();
		const after = told();
		const differs = [
			...before.filter((row) => !after.includes(row)),
			...after.filter((row) => !before.includes(row))
		];
		if (differs.length) throw new Broken('the read model equals a rebuilt one', differs.join('\n'));
	}
}

const living = (leaves: readonly Leaf[] = []): Version[] => leaves.filter((leaf) => !leaf._deleted);

/** Every row of a phone's tables, and every copy in its localStorage. */
function everythingOn(phone: Phone): string {
	const tables = ['docs', 'meta', 'unsent', 'doors', 'tallies', 'aside'];
	const rows = tables.map((table) => phone.rows<object>(table));
	const { shelf } = phone;
	const copies = Array.from({ length: shelf.length }, (_, i) => shelf.getItem(shelf.key(i) ?? ''));
	return `${JSON.stringify(rows)}\n${copies.sort().join('\n')}`;
}

const say = ({ id, field, value, by, erases }: Intent) =>
	`${id}${erases ? ' erased' : ''}${field ? ` ${field} = ${String(value)}` : ''}, told on phone ${by}`;
