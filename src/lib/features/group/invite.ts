import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { cleanText, type Role } from '$lib/records';

/** What an invite link carries in its fragment, which no server ever sees. */
export interface Invite {
	group: string;
	/** 128 bits, base64url. */
	secret: string;
	role: Role;
	/** The group's name, so that a phone without a network can say where it is going. */
	name: string;
}

/** No 0 O, 1 I L: what is read aloud on a doorstep must not be mistaken. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const CODE_LENGTH = 6;
export const CODE_MINUTES = 15;

const ROLE_LETTERS: Record<Role, string> = { organiser: 'o', volunteer: 'v', viewer: 'r' };

type Random = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;
const random: Random = (bytes) => crypto.getRandomValues(bytes);

/** A fresh invite secret: 128 random bits as 22 characters of base64url. */
export function newInviteSecret(fill: Random = random): string {
	const bytes = fill(new Uint8Array(16));
	return btoa(String.fromCharCode(...bytes))
		.replace(/\+/g, '-')
		.replace(/\//g, '_')
		.replace(/=+$/, '');
}

/** This device's long-lived secret for one group: 256 random bits, as 64 hex digits. */
export function newDeviceSecret(fill: Random = random): string {
	return bytesToHex(fill(new Uint8Array(32)));
}

/** A fresh invite code of six characters, each as likely as any other. */
export function newInviteCode(fill: Random = random): string {
	const fair = 256 - (256 % CODE_ALPHABET.length);
	let code = '';
	while (code.length < CODE_LENGTH)
		for (const byte of fill(new Uint8Array(16)))
			if (byte < fair && code.length < CODE_LENGTH) code += CODE_ALPHABET[byte % CODE_ALPHABET.length];
	return code;
}

/** Reads a code however it was typed, or answers undefined when it can't be one. */
export function readInviteCode(typed: string): string | undefined {
	const code = typed.toUpperCase().replace(/[\s\-–.]/g, '');
	const whole = code.length === CODE_LENGTH && [...code].every((letter) => CODE_ALPHABET.includes(letter));
	return whole ? code : undefined;
}

/** The hash under which the registry knows a secret or a code: SHA-256 in hex. */
export function hashOf(secret: string): string {
	return bytesToHex(sha256(utf8ToBytes(secret)));
}

export function inviteLink(origin: string, invite: Invite): string {
	const parts = [invite.group, invite.secret, ROLE_LETTERS[invite.role], encodeURIComponent(invite.name)];
	return `${origin}/join#${parts.join('.')}`;
}

/**
 * Reads an invite out of a link, or out of a link's fragment. Names with dots are fine: the name is the rest.
 * @returns undefined when it isn't an invite, also for the wrong length, role or encoding.
 */
export function readInviteLink(text: string): Invite | undefined {
	const found = /^(?:[^#]*#)?([0-9a-z]{26})\.([\w-]{22})\.([ovr])(?:\.(.*))?$/s.exec(text.trim());
	if (!found) return undefined;
	const [, group = '', secret = '', letter, name = ''] = found;
	const role = (Object.keys(ROLE_LETTERS) as Role[]).find((role) => ROLE_LETTERS[role] === letter);
	return role && { group, secret, role, name: plain(name) };
}

/** The name is a stranger's text until the registry confirms it: short, and without what no record's name may have. */
function plain(encoded: string): string {
	try {
		return cleanText(decodeURIComponent(encoded), 80);
	} catch {
		return '';
	}
}
