/**
 * Every error code of the app: how bad it is, the key of its words, and what the person can do about it.
 * Words stand in `i18n/messages/en/errors.json` under `<message>_title` and `<message>_text`.
 */

/** `wait`: heals by itself. `act`: somebody must do something. `stop`: nothing can be saved until it is put right. */
export type Severity = 'wait' | 'act' | 'stop';

/** What a screen may offer. `none`: there is nothing to do but go on. */
export type Remedy =
	'none' | 'try_again' | 'sign_in_wifi' | 'ask_organiser' | 'free_space' | 'reload' | 'save_copy';

export interface ErrorEntry {
	severity: Severity;
	/** Start of the message keys. */
	message: `errors_${string}`;
	remedy: Remedy;
}

const entry = (code: string, severity: Severity, remedy: Remedy): ErrorEntry => ({
	severity,
	message: `errors_${code}`,
	remedy
});

export const errors = {
	/** A request got no answer at all. */
	no_network: entry('no_network', 'wait', 'none'),
	/** An answer came, but not from our server: a Wi-Fi's login page, most often. */
	not_our_server: entry('not_our_server', 'act', 'sign_in_wifi'),
	/** No answer within the time allowed. */
	too_slow: entry('too_slow', 'wait', 'none'),
	/** 5xx, or an answer of the wrong shape. */
	server_trouble: entry('server_trouble', 'wait', 'try_again'),
	/** 429 or 503 with a time to wait. */
	server_busy: entry('server_busy', 'wait', 'none'),
	/** The worker that sends and fetches did not start on this page, or ended. */
	sync_stopped: entry('sync_stopped', 'act', 'reload'),
	/** This device's access was withdrawn. Nothing on the phone is touched. */
	removed: entry('removed', 'act', 'save_copy'),
	/** The server does not know this group. */
	group_unknown: entry('group_unknown', 'act', 'save_copy'),
	/** Registering failed because another device registered this group id. */
	group_taken: entry('group_taken', 'act', 'save_copy'),
	invite_unknown: entry('invite_unknown', 'act', 'ask_organiser'),
	invite_expired: entry('invite_expired', 'act', 'ask_organiser'),
	invite_used_up: entry('invite_used_up', 'act', 'ask_organiser'),
	invite_withdrawn: entry('invite_withdrawn', 'act', 'ask_organiser'),
	too_many_tries: entry('too_many_tries', 'wait', 'none'),
	code_taken: entry('code_taken', 'act', 'try_again'),
	/** The server refused a record; its own reason stands beside it. */
	refused: entry('refused', 'act', 'ask_organiser'),
	/** A record that came from elsewhere can't be read. */
	unreadable: entry('unreadable', 'act', 'ask_organiser'),
	/** The server asks for a newer app: reading and saving copies go on, sending stops. */
	app_too_old: entry('app_too_old', 'stop', 'reload'),
	/** The phone is full. Reading goes on. */
	phone_full: entry('phone_full', 'stop', 'free_space'),
	/** The phone's storage has not answered yet: it is busy with something else, or slow. */
	still_saving: entry('still_saving', 'wait', 'none'),
	/** The phone's storage failed: an error of the disk or the browser, which may pass. */
	storage_failed: entry('storage_failed', 'act', 'try_again'),
	/** The browser gives no storage: private mode, or blocked. */
	no_storage: entry('no_storage', 'stop', 'none'),
	/** The browser lost what was stored here; what could be saved was put back. */
	store_lost: entry('store_lost', 'act', 'save_copy'),
	/** Another tab updated the store; this one must be loaded again. */
	store_moved_on: entry('store_moved_on', 'stop', 'reload'),
	/** Somebody else changed the record in the meantime. */
	conflict: entry('conflict', 'act', 'try_again'),
	not_found: entry('not_found', 'act', 'none'),
	/** The record fails its kind's check. A bug of ours, or a hostile input. */
	invalid_record: entry('invalid_record', 'act', 'none'),
	unexpected: entry('unexpected', 'act', 'save_copy')
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;

/** The code of what went wrong: its own where that is known, else the unexpected. */
export function codeOf(error: unknown): ErrorCode {
	const code = error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined;
	return isErrorCode(code) ? code : 'unexpected';
}

export function isErrorCode(value: unknown): value is ErrorCode {
	return typeof value === 'string' && Object.hasOwn(errors, value);
}
