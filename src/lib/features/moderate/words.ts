import { m } from '$lib/i18n';
import type { PasskeyOutcome } from './passkey.ts';

const passkeyTroubles: Record<Exclude<PasskeyOutcome, 'done'>, () => string> = {
	cancelled: m.moderators_passkey_cancelled,
	known: m.moderators_passkey_known,
	wrong: m.moderators_passkey_wrong,
	too_many: m.moderators_passkey_too_many,
	full: m.moderators_passkey_full,
	signed_out: m.moderators_passkey_signed_out,
	impossible: m.moderators_passkey_impossible,
	unavailable: m.moderators_unavailable
};

/** What came of a passkey, and what can be done; nothing where it went well. */
export function passkeyTrouble(outcome: PasskeyOutcome | undefined): string | undefined {
	return outcome && outcome !== 'done' ? passkeyTroubles[outcome]() : undefined;
}

/** Why a one-time code was not taken. */
export function codeTrouble({ refused, retry_after }: { refused: string; retry_after: number }): string {
	if (refused === 'code_missing') return m.moderators_code_missing();
	if (refused === 'code_wrong') return m.moderators_code_wrong();
	if (refused === 'too_many_tries')
		return m.moderators_code_too_many({ minutes: Math.ceil(retry_after / 60) });
	return m.moderators_unavailable();
}
