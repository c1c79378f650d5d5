import { BackendTrouble } from './backend.ts';

interface Entry<D> {
	database: Promise<D>;
	users: number;
	writes: Promise<unknown>;
	reads: Promise<unknown>;
}

interface Opening<D> {
	open(name: string): Promise<D>;
	close(database: D): Promise<void>;
	/** How many stay open when nobody uses them; each takes a few file descriptors. */
	limit: number;
	/** Milliseconds after which a piece of work is given up and its database opened afresh. */
	patience: number;
}

/**
 * Keeps the most recently used databases open and closes the rest, never one that is in use.
 * Work on one database takes turns: many readers or one writer. PouchDB's changes feed on LevelDB reads
 * outside of its own lock, and a body that a write compacts away under it throws in a callback.
 */
export class OpenDatabases<D> {
	readonly #opening: Opening<D>;
	readonly #entries = new Map<string, Entry<D>>();
	readonly #closing = new Map<string, Promise<void>>();

	constructor(opening: Opening<D>) {
		this.#opening = opening;
	}

	get size(): number {
		return this.#entries.size;
	}

	read<T>(name: string, work: (database: D) => Promise<T>): Promise<T> {
		return this.#use(name, work, (entry, run) => {
			const turn = entry.writes.then(run);
			entry.reads = Promise.allSettled([entry.reads, turn]).then(nothing);
			return turn;
		});
	}

	write<T>(name: string, work: (database: D) => Promise<T>): Promise<T> {
		return this.#use(name, work, (entry, run) => {
			const turn = Promise.all([entry.writes, entry.reads]).then(run);
			entry.writes = turn.then(nothing, nothing);
			return turn;
		});
	}

	/** Closes one database, once nobody uses it; it opens again when next used. */
	async forget(name: string): Promise<void> {
		const entry = this.#entries.get(name);
		if (entry) {
			await Promise.all([entry.writes, entry.reads]);
			this.#evict(name, entry);
		}
		await this.#closing.get(name);
	}

	async close(): Promise<void> {
		await Promise.all([...this.#entries.keys()].map((name) => this.forget(name)));
	}

	async #use<T>(
		name: string,
		work: (database: D) => Promise<T>,
		queue: (entry: Entry<D>, run: () => Promise<T>) => Promise<T>
	): Promise<T> {
		const entry = this.#enter(name);
		entry.users += 1;
		try {
			return await queue(entry, async () => this.#patiently(name, entry, work(await entry.database)));
		} finally {
			entry.users -= 1;
			this.#closeIdle();
		}
	}

	#enter(name: string): Entry<D> {
		const known = this.#entries.get(name);
		if (known) {
			this.#entries.delete(name);
			this.#entries.set(name, known);
			return known;
		}
		const closed = this.#closing.get(name) ?? Promise.resolve();
		const database = closed.then(() => this.#opening.open(name));
		const entry: Entry<D> = { database, users: 0, writes: Promise.resolve(), reads: Promise.resolve() };
		database.catch(() => this.#remove(name, entry));
		this.#entries.set(name, entry);
		return entry;
	}

	async #patiently<T>(name: string, entry: Entry<D>, work: Promise<T>): Promise<T> {
		let timer: NodeJS.Timeout | undefined;
		const giveUp = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				this.#evict(name, entry);
				reject(new BackendTrouble('timeout', `${name} did not answer in time`));
			}, this.#opening.patience);
		});
		try {
			return await Promise.race([work, giveUp]);
		} finally {
			clearTimeout(timer);
		}
	}

	#closeIdle(): void {
		for (const [name, entry] of this.#entries) {
			if (this.#entries.size <= this.#opening.limit) return;
			if (entry.users === 0) this.#evict(name, entry);
		}
	}

	#remove(name: string, entry: Entry<D>): void {
		if (this.#entries.get(name) === entry) this.#entries.delete(name);
	}

	#evict(name: string, entry: Entry<D>): void {
		if (this.#entries.get(name) !== entry) return;
		this.#remove(name, entry);
		const closed = entry.database
			.then((database) => this.#opening.close(database))
			.catch(nothing)
			.then(() => {
				if (this.#closing.get(name) === closed) this.#closing.delete(name);
			});
		this.#closing.set(name, closed);
	}
}

function nothing(): void {}
