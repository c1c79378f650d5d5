/** The little of the WebSocket protocol that a browser's inspector needs; Node 20 has no client of its own. RFC 6455. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';

const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];

export interface TextSocket {
	send(text: string): void;
	close(): void;
}

/** Connects to `http://…` as a socket; `hear` gets each message, `gone` is told when the other side ends it. */
export async function openSocket(
	address: string,
	hear: (text: string) => void,
	gone: () => void
): Promise<TextSocket> {
	const asking = request(address, {
		headers: {
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-version': '13',
			'sec-websocket-key': randomBytes(16).toString('base64')
		}
	});
	asking.end();
	const [, socket, head] = (await once(asking, 'upgrade')) as [unknown, Socket, Buffer];
	let kept: Buffer = head;
	let parts: Buffer[] = [];

	function write(kind: number, data: Buffer) {
		const mask = randomBytes(4);
		const size = data.length;
		const length =
			size < 126
				? Buffer.from([0x80 | size])
				: size < 65_536
					? Buffer.from([0x80 | 126, size >> 8, size & 255])
					: Buffer.concat([Buffer.from([0x80 | 127]), bigLength(size)]);
		const masked = Buffer.from(data.map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
		socket.write(Buffer.concat([Buffer.from([0x80 | kind]), length, mask, masked]));
	}

	/** One whole frame off the front of what has come, if it is there. */
	function take(): { last: boolean; kind: number; data: Buffer } | undefined {
		if (kept.length < 2) return undefined;
		const short = kept.readUInt8(1) & 127;
		const start = short < 126 ? 2 : short === 126 ? 4 : 10;
		if (kept.length < start) return undefined;
		const size = short < 126 ? short : short === 126 ? kept.readUInt16BE(2) : Number(kept.readBigUInt64BE(2));
		if (kept.length < start + size) return undefined;
		const first = kept.readUInt8(0);
		const data = kept.subarray(start, start + size);
		kept = kept.subarray(start + size);
		return { last: (first & 128) !== 0, kind: first & 15, data };
	}

	function read() {
		for (let frame = take(); frame; frame = take()) {
			if (frame.kind === PING) write(PONG, frame.data);
			else if (frame.kind === CLOSE) socket.end();
			else if (frame.kind <= 2) {
				parts.push(frame.data);
				if (!frame.last) continue;
				const whole = Buffer.concat(parts).toString();
				parts = [];
				hear(whole);
			}
		}
	}

	socket.on('data', (more: Buffer) => {
		kept = Buffer.concat([kept, more]);
		read();
	});
	socket.on('error', () => undefined);
	socket.on('close', gone);
	queueMicrotask(read);
	return { send: (text) => write(TEXT, Buffer.from(text)), close: () => void socket.destroy() };
}

function bigLength(size: number): Buffer {
	const eight = Buffer.alloc(8);
	eight.writeBigUInt64BE(BigInt(size));
	return eight;
}
