/** A device that makes and uses passkeys, as far as tests need one. https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data */
import { isoBase64URL, isoCBOR, isoUint8Array } from '@simplewebauthn/server/helpers';
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';

type Bytes = Uint8Array<ArrayBuffer>;

const { concat, fromHex, fromUTF8String } = isoUint8Array;
const digest = (data: string | Bytes) => fromHex(createHash('sha256').update(data).digest('hex'));
const base64 = (data: Bytes) => isoBase64URL.fromBuffer(data);
/** Somebody was there (1), and it was who unlocks the device (4). */
const UNLOCKED = 5;
const WITH_KEY = 64;

export class TestPasskey {
	readonly id = base64(digest(randomUUID()));
	counter = 0;
	flags = UNLOCKED;
	readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

	constructor(
		readonly origin: string,
		readonly domain = new URL(origin).hostname
	) {}

	/** What a browser answers when a passkey was made. */
	made(challenge: string) {
		const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
		const key = isoCBOR.encode(
			new Map<number, number | Bytes>([
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, isoBase64URL.toBuffer(x)],
				[-3, isoBase64URL.toBuffer(y)]
			])
		);
		const id = isoBase64URL.toBuffer(this.id);
		const state = this.#state(this.flags | WITH_KEY);
		const model = new Uint8Array(16);
		const parts = new Map<string, string | Bytes | Map<string, string>>([
			['fmt', 'none'],
			['attStmt', new Map()],
			['authData', concat([state, model, new Uint8Array([0, id.length]), id, key])]
		]);
		return this.#credential({
			clientDataJSON: base64(this.#said('webauthn.create', challenge)),
			attestationObject: base64(isoCBOR.encode(parts)),
			transports: ['internal']
		});
	}

	/** What a browser answers when somebody signs in. */
	used(challenge: string) {
		const said = this.#said('webauthn.get', challenge);
		const state = this.#state(this.flags);
		const signing = createSign('sha256').update(state).update(digest(said));
		return this.#credential({
			clientDataJSON: base64(said),
			authenticatorData: base64(state),
			signature: signing.sign(this.#keys.privateKey, 'base64url')
		});
	}

	#said(type: string, challenge: string): Bytes {
		return fromUTF8String(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }));
	}

	#state(flags: number): Bytes {
		const count = fromHex(this.counter.toString(16).padStart(8, '0'));
		return concat([digest(this.domain), new Uint8Array([flags]), count]);
	}

	#credential(response: object) {
		return { id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} };
	}
}
