import { randomBytes } from 'node:crypto';
import { change, sha256 } from './accounts.ts';
import { ACCOUNTS, REFERENCE, REGISTRY, type Backend, type Doc } from './backend.ts';
import { openCouch } from './couchdb.ts';
import { designTrouble } from './designs.ts';
import { openEmbedded } from './embedded.ts';
import type { Post, PostSettings } from './interested/post.ts';

export interface Settings extends PostSettings {
	/** Folder of the embedded registry. */
	dataDir: string;
	/** CouchDB's address with the administrator's name and password; without it the registry is embedded. */
	couchUrl?: string;
	/** Put before every database name in CouchDB. */
	couchPrefix?: string;
	/** New groups from one address in a day. */
	newGroupsADay: number;
	/** Whether an empty embedded registry begins with a demo community. */
	seedDemo: boolean;
	/** Any word, new after each restore of an old back-up: phones then compare everything and fill the gap. */
	restored?: string;
	/** The oldest `appVersion` whose records are taken; older apps fetch, and go on by themselves. */
	minVersion?: number;
	/** Whether communities are looked at before they are public; where left out, as soon as there is a moderator. */
	review?: 'on' | 'off';
}

/** One running gateway: its registry, its clock and its limits. Several may share one CouchDB. */
export interface Site {
	readonly backend: Backend;
	readonly settings: Settings;
	/** Random, made once per registry and restore; phones that meet another one compare everything they have. */
	readonly epoch: string;
	now(): Date;
	/** The way to send letters; absent where none can be sent. */
	post?: Post;
}

/** The settings that the environment asks for; absent ones get defaults that suit one machine. */
export function readSettings(env: Record<string, string | undefined>): Settings {
	const limit = Number(env.NEW_GROUPS_A_DAY || (env.ORIGIN?.startsWith('https:') ? 3 : Infinity));
	const review = env.REVIEW || (env.ORIGIN?.startsWith('https:') ? 'on' : undefined);
	return {
		dataDir: env.DATA_DIR || 'data',
		couchUrl: env.COUCHDB_URL || undefined,
		couchPrefix: env.COUCHDB_PREFIX || undefined,
		newGroupsADay: Number.isNaN(limit) ? 3 : limit,
		seedDemo: env.SEED_DEMO !== 'off',
		restored: env.RESTORED || undefined,
		minVersion: Number(env.MIN_VERSION) || undefined,
		origin: env.ORIGIN || undefined,
		smtpUrl: env.SMTP_URL || undefined,
		mailFrom: env.MAIL_FROM || undefined,
		review: review === undefined ? undefined : review === 'off' ? 'off' : 'on'
	};
}

/** Opens the registry that the settings name. Throws BackendTrouble when that can't be done. */
export async function openSite(settings: Settings, now = () => new Date()): Promise<Site> {
	const backend = settings.couchUrl
		? openCouchWithDesigns(settings.couchUrl, settings.couchPrefix)
		: await openEmbedded(settings.dataDir);
	const site = await siteOn(backend, settings, now);
	// Only a build knows which checks are its own.
	const trouble =
		settings.couchUrl && typeof __COUCH_DESIGNS__ === 'string'
			? await designTrouble(backend, __COUCH_DESIGNS__)
			: undefined;
	if (trouble) console.warn(trouble);
	return site;
}

/** A gateway on a registry that is already open. */
export async function siteOn(backend: Backend, settings: Settings, now = () => new Date()): Promise<Site> {
	for (const db of [ACCOUNTS, REGISTRY, REFERENCE]) await backend.ensureDatabase(db);
	const epoch = await change<Doc & { value: string }>(backend, 'epoch', (known) =>
		known ? undefined : { value: randomBytes(8).toString('hex') }
	);
	const made = epoch?.value ?? '';
	const { restored } = settings;
	return { backend, settings, epoch: restored ? sha256(`${made} ${restored}`).slice(0, 16) : made, now };
}

/** New databases get the design document that `npm run couch:setup` left in the accounts. */
function openCouchWithDesigns(url: string, prefix?: string): Backend {
	const couch: Backend = openCouch(url, {
		prefix,
		async design(db) {
			if (db === ACCOUNTS) return undefined;
			const kept = await couch.get<Doc & { design: Doc }>(ACCOUNTS, `design:${designName(db)}`);
			return kept?.design;
		}
	});
	return couch;
}

/** Which design document a database gets: all groups share one. */
export function designName(db: string): string {
	return db.startsWith('group-') ? 'group' : db;
}
