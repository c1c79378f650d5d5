/**
 * What every error code says, by name: asking for a message by a put-together key would bring all messages of the
 * app to every page. A test holds this table against `errors.ts`.
 */
import * as m from './paraglide/messages.js';

interface ErrorWords {
	title: () => string;
	text: () => string;
}

const words: Partial<Record<string, ErrorWords>> = {
	no_network: { title: m.errors_no_network_title, text: m.errors_no_network_text },
	not_our_server: { title: m.errors_not_our_server_title, text: m.errors_not_our_server_text },
	too_slow: { title: m.errors_too_slow_title, text: m.errors_too_slow_text },
	server_trouble: { title: m.errors_server_trouble_title, text: m.errors_server_trouble_text },
	server_busy: { title: m.errors_server_busy_title, text: m.errors_server_busy_text },
	sync_stopped: { title: m.errors_sync_stopped_title, text: m.errors_sync_stopped_text },
	removed: { title: m.errors_removed_title, text: m.errors_removed_text },
	group_unknown: { title: m.errors_group_unknown_title, text: m.errors_group_unknown_text },
	group_taken: { title: m.errors_group_taken_title, text: m.errors_group_taken_text },
	invite_unknown: { title: m.errors_invite_unknown_title, text: m.errors_invite_unknown_text },
	invite_expired: { title: m.errors_invite_expired_title, text: m.errors_invite_expired_text },
	invite_used_up: { title: m.errors_invite_used_up_title, text: m.errors_invite_used_up_text },
	invite_withdrawn: { title: m.errors_invite_withdrawn_title, text: m.errors_invite_withdrawn_text },
	too_many_tries: { title: m.errors_too_many_tries_title, text: m.errors_too_many_tries_text },
	code_taken: { title: m.errors_code_taken_title, text: m.errors_code_taken_text },
	refused: { title: m.errors_refused_title, text: m.errors_refused_text },
	unreadable: { title: m.errors_unreadable_title, text: m.errors_unreadable_text },
	app_too_old: { title: m.errors_app_too_old_title, text: m.errors_app_too_old_text },
	phone_full: { title: m.errors_phone_full_title, text: m.errors_phone_full_text },
	still_saving: { title: m.errors_still_saving_title, text: m.errors_still_saving_text },
	storage_failed: { title: m.errors_storage_failed_title, text: m.errors_storage_failed_text },
	no_storage: { title: m.errors_no_storage_title, text: m.errors_no_storage_text },
	store_lost: { title: m.errors_store_lost_title, text: m.errors_store_lost_text },
	store_moved_on: { title: m.errors_store_moved_on_title, text: m.errors_store_moved_on_text },
	conflict: { title: m.errors_conflict_title, text: m.errors_conflict_text },
	not_found: { title: m.errors_not_found_title, text: m.errors_not_found_text },
	invalid_record: { title: m.errors_invalid_record_title, text: m.errors_invalid_record_text },
	unexpected: { title: m.errors_unexpected_title, text: m.errors_unexpected_text }
};

/** The one line of an error, for a status or a heading. */
export function errorTitle(code: string): string {
	return (words[code]?.title ?? m.errors_unexpected_title)();
}

/** What it means and what the person can do. */
export function errorText(code: string): string {
	return (words[code]?.text ?? m.errors_unexpected_text)();
}

/** Why something was not saved on this phone, what is safe, and what to do. */
export function notSaved(code: string): string {
	if (code === 'unexpected') return m.errors_not_saved();
	return `${m.errors_not_saved_why({ why: errorTitle(code) })} ${errorText(code)}`;
}
