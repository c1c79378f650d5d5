import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	CODE_ALPHABET,
	hashOf,
	inviteLink,
	newDeviceSecret,
	newInviteCode,
	newInviteSecret,
	readInviteCode,
	readInviteLink
} from './invite.ts';

const group = '01jd0000000000000000000000';

describe('an invite link', () => {
	it('carries group, secret, role and name, whatever the name', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('organiser' as const, 'volunteer' as const, 'viewer' as const),
				fc.constantFrom(
					...['Albany Road', 'St. John’s & All', 'Stryd y Bont #2', '🌻 Lane 50%', 'a.b.c'],
					// What holds a family or a Persian word together is no hidden character.
					...['👨‍👩‍👧‍👦 Lane', 'کوچهٔ نمی‌دانم']
				),
				(role, name) => {
					const invite = { group, secret: newInviteSecret(), role, name };
					expect(readInviteLink(inviteLink('https://toadlane.example', invite))).toEqual(invite);
				}
			)
		);
	});

	it('keeps everything behind the fragment, which is not sent to a server', () => {
		const link = inviteLink('https://toadlane.example', {
			group,
			secret: newInviteSecret(),
			role: 'volunteer',
			name: 'Albany Road'
		});
		expect(link.split('#')[0]).toBe('https://toadlane.example/join');
	});

	it('is read with blanks around it and from the fragment alone', () => {
		const secret = newInviteSecret();
		expect(readInviteLink(`  #${group}.${secret}.v.Lane\n`)).toEqual({
			group,
			secret,
			role: 'volunteer',
			name: 'Lane'
		});
	});

	it('drops characters that would turn a name around, and survives broken encoding', () => {
		const secret = newInviteSecret();
		expect(readInviteLink(`#${group}.${secret}.v.${encodeURIComponent('ab\u202Ecd\u0007')}`)?.name).toBe(
			'abcd'
		);
		expect(readInviteLink(`#${group}.${secret}.v.%E0%A4%A`)?.name).toBe('');
	});

	it('leaves emoji whole, also those made of several, and cuts a long name between characters', () => {
		const named = (name: string) =>
			readInviteLink(`#${group}.${newInviteSecret()}.v.${encodeURIComponent(name)}`)?.name;
		expect(named('👩‍🌾 Lane')).toBe('👩‍🌾 Lane');
		expect(named('a' + '🌻'.repeat(60))).toBe('a' + '🌻'.repeat(39));
	});

	it('is not anything else, and reading junk never throws', () => {
		fc.assert(
			fc.property(fc.string(), (junk) => {
				expect(readInviteLink(junk)).toBeUndefined();
			})
		);
		expect(readInviteLink(`#${group}.short.v.Lane`)).toBeUndefined();
		expect(readInviteLink(`#${group}.${newInviteSecret()}.x.Lane`)).toBeUndefined();
	});
});

describe('an invite code', () => {
	it('is six characters that can’t be mistaken for one another', () => {
		for (const lookalike of '01OIL') expect(CODE_ALPHABET).not.toContain(lookalike);
		for (let i = 0; i < 200; i++) {
			const code = newInviteCode();
			expect(code).toHaveLength(6);
			expect(readInviteCode(code)).toBe(code);
		}
	});

	it('skips the bytes that would favour the first letters', () => {
		const bytes = [255, 250, 248, 0, 1, 2, 30, 31, 61];
		const code = newInviteCode((into) => {
			into.set(bytes);
			return into;
		});
		expect(code).toBe('234Z2Z');
	});

	it('is read in any case, with or without a blank', () => {
		for (const typed of ['abc def', ' ABC-DEF ', 'abcdef']) expect(readInviteCode(typed)).toBe('ABCDEF');
	});

	it('is refused when it is too short, too long or holds a character that no code has', () => {
		for (const typed of ['', 'ABCDE', 'ABCDEFG', 'ABC DE0', 'ABCDÉF'])
			expect(readInviteCode(typed)).toBeUndefined();
	});
});

describe('secrets', () => {
	it('are 128 and 256 bits, and never twice the same', () => {
		expect(newInviteSecret()).toMatch(/^[\w-]{22}$/);
		expect(newDeviceSecret()).toMatch(/^[0-9a-f]{64}$/);
		expect(new Set(Array.from({ length: 50 }, () => newInviteSecret())).size).toBe(50);
	});

	it('are known to the registry by their SHA-256 alone', () => {
		expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
	});
});
