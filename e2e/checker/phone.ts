import { IDBFactory } from 'fake-indexeddb';
import { unknownRevisions } from '../../src/lib/store/adapter/revisions.ts';
import type { DocRow } from '../../src/lib/store/adapter/tables.ts';
import { layoutVersion, type GroupDatabase, type UnsentRow } from '../../src/lib/store/database.ts';
import { memoryStorage } from '../../src/lib/store/memory-storage.ts';
import type { GroupStore } from '../../src/lib/store/types.ts';
import type { SyncOutcome, Urgency } from '../../src/lib/sync/run.ts';
import type { Role } from '../../src/lib/records/index.ts';
import type * as App from './app.ts';
import type { Age } from './commands.ts';
import { isSilence, spoilt, type Fault } from './faults.ts';
import type { Program } from './program.ts';
import { cutOff, Dead, shelfOf, storageOf, type Process } from './storage.ts';

/** What a phone has to do with beside itself. */
export interface Around {
	gid: string;
	programs: Record<Age, Program>;
	random(): number;
	/** The world's time in ms. */
	now(): number;
	connect(): typeof fetch;
	/** Reasons why a document is refused for now, whatever its writer's role. */
	deny(doc: { _id: string }): string | undefined;
	count(what: string): void;
	/** Turns of the event loop, or milliseconds, without any sign of life that count as hanging. */
	patience: { turns: number; ms: number };
}

export interface Identity {
	n: number;
	role: Role;
	member: string;
	secret: string;
	founder: boolean;
}

/** More than any round needs. */
const mostRequests = 200;

interface Tab {
	process: Process;
	app: typeof App;
	store: GroupStore;
}

/** Raised when something neither ends nor does anything. */
export class Hanging extends Error {}

export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** One phone: its storage, its browser's processes, its clock. The code that it runs is the app's own. */
export class Phone {
	factory = new IDBFactory();
	shelf = memoryStorage();
	offset = 0;
	/** Requests and storage calls so far. */
	activity = 0;
	/** The faults of the round under way. */
	faults: Fault[] = [];
	requests = 0;
	/** What the app wrote to the console. */
	complaints: unknown[] = [];
	/** Which app is on it. */
	age: Age = 'now';
	/** The leading worker dies at this request of its round, which reaches the server all the same, later. */
	private dying: { at: number; after: number } | undefined;
	/** What a dead worker had asked for, on its way still: it arrives as the next one makes its `after`-th request. */
	private late: { after: number; arrive: () => Promise<unknown> } | undefined;
	private runsOn = false;
	private tabs: Tab[] = [];
	private worker: { process: Process; app: typeof App; db: GroupDatabase } | undefined;
	private fetch: typeof fetch;
	private timers = new Map<object, { due: number; run: () => void; process: Process }>();
	private elapsed = 0;
	private killIn: number | undefined;

	constructor(
		readonly who: Identity,
		private readonly around: Around
	) {
		this.fetch = around.connect();
	}

	now = () => this.around.now() + this.offset;

	get author() {
		return { member: this.who.member, device: `device${this.who.n}`, at: new Date(this.now()).toISOString() };
	}

	/** The browser dies at the k-th storage call from now. */
	killAt(calls: number | undefined): void {
		this.killIn = calls;
	}

	private die(): void {
		this.killIn = undefined;
		for (const { process } of [...this.tabs, ...(this.worker ? [this.worker] : [])]) process.alive = false;
		this.starting.forEach((process) => (process.alive = false));
		this.starting.clear();
		this.tabs = [];
		this.worker = undefined;
		this.timers.clear();
		cutOff(this.factory);
		this.around.count('killed');
	}

	private starting = new Set<Process>();

	private startProcess(page: boolean): { process: Process; app: typeof App } {
		const process: Process = {
			alive: true,
			calls: () => {
				if (!process.alive) throw new Dead();
				this.activity++;
				if (this.killIn === undefined || --this.killIn > 0) return;
				this.die();
				throw new Dead();
			}
		};
		const now = this.now;
		const PhoneDate = class extends Date {
			constructor(...given: [] | [number | string]) {
				if (given.length) super(given[0]);
				else super(now());
			}
			static override now = now;
		} as unknown as DateConstructor;
		this.starting.add(process);
		const app = this.around.programs[this.age]({
			indexedDB: storageOf(this.factory, process),
			localStorage: page ? shelfOf(this.shelf, process) : undefined,
			Date: PhoneDate,
			setTimeout: (run: () => void, ms = 0) => {
				const timer = {};
				if (ms < 50) {
					this.timers.set(timer, { due: Infinity, run, process });
					setImmediate(() => this.timers.delete(timer) && process.alive && run());
				} else this.timers.set(timer, { due: this.elapsed + ms, run, process });
				return timer;
			},
			clearTimeout: (timer: object) => void this.timers.delete(timer),
			random: this.around.random,
			complain: (problem) => process.alive && this.complaints.push(problem)
		});
		return { process, app };
	}

	/** Time passes on this phone: what waited for it happens. */
	elapse(ms: number): void {
		this.elapsed += ms;
		for (const [timer, { due, run, process }] of [...this.timers]) {
			if (due > this.elapsed) continue;
			this.timers.delete(timer);
			if (process.alive) run();
		}
	}

	/** Waits until nothing goes on any more. */
	async quiet(turns = 12): Promise<void> {
		for (let last = -1, still = 0; still < turns; still++) {
			if (this.activity !== last) still = 0;
			last = this.activity;
			await turn();
		}
	}

	/** Waits until every page has heard of what was written: Dexie tells of it by a timer, not at once. */
	async heard(): Promise<void> {
		for (let i = 0; i < 3; i++) {
			await new Promise((resolve) => setTimeout(resolve, 2));
			await this.quiet();
		}
	}

	/** What the promise comes to; `Hanging` when neither it nor anything else on this phone moves. */
	private async watched<T>(work: Promise<T>): Promise<T> {
		let done = false;
		const end = () => void (done = true);
		work.then(end, end);
		const { turns, ms } = this.around.patience;
		let still = 0;
		let last = -1;
		let since = performance.now();
		while (!done) {
			await turn();
			if (this.runsOn) throw new Hanging(`more than ${mostRequests} requests in one round`);
			if (this.activity !== last) {
				last = this.activity;
				still = 0;
				since = performance.now();
			}
			if (++still > turns && performance.now() - since > ms) throw new Hanging('it neither ends nor goes on');
		}
		return await work;
	}

	/** Opens the app, or a second tab of it. */
	async open(): Promise<Tab> {
		const { process, app } = this.startProcess(true);
		const { device } = app;
		const { gid } = this.around;
		const { member, role, secret, founder, n } = this.who;
		const opening = async () => {
			if (!(await device.group(gid))) {
				await device.saveGroup({
					...{ id: gid, name: 'Spotland', member, member_name: `Person ${n}`, role, secret },
					added_at: new Date(this.now()).toISOString(),
					...(founder
						? { state: 'creating' as const }
						: { state: 'joining' as const, invite: { secret: inviteOf(this.who) } })
				});
			}
			return await app.openGroup(gid);
		};
		const store = await this.watched(opening());
		const tab = { process, app, store };
		this.tabs.push(tab);
		this.elapse(1_000);
		await this.quiet();
		return tab;
	}

	/** The first or second tab, opened if need be. */
	async tab(second = false): Promise<Tab> {
		if (!this.tabs[0]) await this.open();
		if (second && !this.tabs[1]) {
			await this.open();
			this.around.count('a second tab');
		}
		const tab = this.tabs[second ? 1 : 0];
		if (!tab) throw new Dead();
		return tab;
	}

	get isOpen(): boolean {
		return this.tabs.length > 0;
	}

	/** Does something that the person waits for; `undefined` when the browser died of it: the dead tell nobody. */
	async attempt<T>(work: () => Promise<T>): Promise<{ done: T } | undefined> {
		try {
			const done = await this.watched(work());
			return this.isOpen ? { done } : undefined;
		} catch (error) {
			if (!this.isOpen || error instanceof Dead) return undefined;
			throw error;
		}
	}

	/** One round of sync, with another leader if the worker dies in it. */
	async changeLeader(at: number, after: number): Promise<SyncOutcome | undefined> {
		this.dying = { at, after };
		const outcome = await this.sync('soon');
		this.dying = undefined;
		return this.late ? await this.sync('soon') : outcome;
	}

	/** One round of sync; `undefined` when the browser, or its worker, died in it. */
	async sync(urgency: Urgency, faults: Fault[] = []): Promise<SyncOutcome | undefined> {
		await this.tab();
		this.faults = faults;
		this.requests = 0;
		this.runsOn = false;
		const round = async () => {
			if (!this.worker) {
				const { process, app } = this.startProcess(false);
				this.worker = { process, app, db: await app.openReplica(this.around.gid) };
			}
			const { process, app, db } = this.worker;
			return await app.runSync(
				{ gid: this.around.gid, db, device: app.device },
				{
					fetch: (input, init) => this.request(process, String(input), init ?? {}),
					base: 'http://gateway',
					now: () => new Date(this.now()),
					random: this.around.random,
					signal: new AbortController().signal
				},
				urgency
			);
		};
		const outcome = await this.attempt(round);
		this.faults = [];
		if (!this.dying) await this.arrive();
		await this.quiet();
		return this.isOpen && this.worker ? outcome?.done : undefined;
	}

	private async request(process: Process, url: string, init: RequestInit): Promise<Response> {
		if (!process.alive) throw new Dead();
		this.activity++;
		const number = this.requests++;
		if (number > mostRequests) {
			this.runsOn = true;
			return new Promise(() => undefined);
		}
		if (number === this.dying?.at) {
			const arrive = () => this.send(url, init);
			this.late = { after: this.dying.after, arrive };
			this.endWorker();
			throw new Dead();
		}
		if (this.late && number >= this.late.after) await this.arrive();
		const fault = this.faults.find(({ at, times }) => number >= at && number < at + times);
		const signal = init.signal ?? new AbortController().signal;
		if (!fault) return await this.ask(process, url, init);
		this.around.count(`fault: ${fault.kind}${fault.committed ? ', committed' : ''}`);
		const real =
			fault.committed || fault.kind.endsWith('epoch') ? await this.ask(process, url, init) : undefined;
		if (isSilence(fault)) void this.loseThePatience();
		return await spoilt(fault, signal, real);
	}

	/** What was on its way comes to the server. */
	private async arrive(): Promise<void> {
		const { late } = this;
		this.late = undefined;
		await late?.arrive();
	}

	/** The worker is gone in the middle of its work, as when its tab is closed; the page is another tab's. */
	private endWorker(): void {
		if (!this.worker) return;
		this.worker.process.alive = false;
		cutOff(this.factory, this.worker.process);
		this.worker = undefined;
		this.around.count('leader changed');
	}

	private async ask(process: Process, url: string, init: RequestInit): Promise<Response> {
		const answer = await this.send(url, init);
		this.activity++;
		if (!process.alive) throw new Dead();
		return answer;
	}

	private async send(url: string, init: RequestInit): Promise<Response> {
		const { body, refusals } = withoutDenied(url, init.body, this.around.deny);
		const { signal, ...rest } = init;
		void signal;
		const answer = await this.fetch(url, { ...rest, ...(body !== undefined && { body }) });
		answer.headers.set('date', new Date(this.around.now()).toUTCString());
		if (!refusals.length || answer.status !== 201) return answer;
		const more = (await answer.json()) as object[];
		this.around.count('denied');
		return new Response(JSON.stringify([...refusals, ...more]), { status: 201, headers: answer.headers });
	}

	/** Nothing comes, and time passes. */
	private async loseThePatience(): Promise<void> {
		for (let i = 0; i < 10; i++) await turn();
		this.elapse(20_001);
		for (let i = 0; i < 10; i++) await turn();
		this.elapse(60_001);
		this.activity++;
	}

	/** The cookies are gone, as after a restart of the server. */
	forgetCookies(): void {
		this.fetch = this.around.connect();
	}

	kill(): void {
		if (this.isOpen) this.die();
	}

	/** Another app is on it from the next start on. */
	install(age: Age): void {
		this.kill();
		this.age = age;
	}

	/** Whether the store was made, or changed, by a newer app than the one that is here. */
	get isOutdated(): boolean {
		const { _databases } = this.factory as unknown as { _databases: Map<string, { version: number }> };
		const version = _databases.get(`toadlane-group-${this.around.gid}`)?.version ?? 0;
		return this.age === 'older' && version >= layoutVersion * 10;
	}

	/** The browser throws IndexedDB away and keeps localStorage. */
	evict(): void {
		this.kill();
		this.factory = new IDBFactory();
		this.forgetCookies();
	}

	/** Rows of a table as they lie on the disk, whoever is at work on them. */
	rows<T>(table: string): T[] {
		const { _databases } = this.factory as unknown as {
			_databases: Map<
				string,
				{ rawObjectStores: Map<string, { records: { values(): Iterable<{ value: T }> } }> }
			>;
		};
		const store = _databases.get(`toadlane-group-${this.around.gid}`)?.rawObjectStores.get(table);
		return store ? [...store.records.values()].map(({ value }) => value) : [];
	}

	docs = () => this.rows<DocRow>('docs');

	doc(id: string): DocRow | undefined {
		return this.docs().find((row) => row.id === id);
	}

	/** Whether a revision is anywhere in a document's tree. */
	knows(row: DocRow, rev: string): boolean {
		return unknownRevisions(row, [rev]).length === 0;
	}

	unsent = () => this.rows<UnsentRow>('unsent');
	aside = () => this.rows<object>('aside');
}

export const inviteOf = ({ n }: Identity) => `invite-for-${n}-0123456789ab`;

type Refusal = { id: string; rev: string; error: string; reason: string };

function withoutDenied(
	url: string,
	body: unknown,
	deny: Around['deny']
): { body?: string; refusals: Refusal[] } {
	if (!url.endsWith('/_bulk_docs') || typeof body !== 'string') return { refusals: [] };
	const asked = JSON.parse(body) as { docs: { _id: string; _rev: string }[] };
	const refusals: Refusal[] = [];
	const docs = asked.docs.filter((doc) => {
		const reason = deny(doc);
		if (reason) refusals.push({ id: doc._id, rev: doc._rev, error: 'forbidden', reason });
		return !reason;
	});
	return { body: JSON.stringify({ ...asked, docs }), refusals };
}
