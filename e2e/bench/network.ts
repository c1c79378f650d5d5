/**
 * A network of a chosen delay and speed: a TCP proxy in front of a port. Browsers' own throttling leaves out workers,
 * this one leaves out nothing. Each direction has its own rate, which all connections share. Opening a connection costs
 * one round trip. Slow start and loss are not modelled.
 */
import { once } from 'node:events';
import net from 'node:net';

export interface Shape {
	/** Round trip in ms. */
	rtt: number;
	/** Bits a second in each direction. */
	rate: number;
}

export const LOOPBACK: Shape = { rtt: 0, rate: Infinity };
/** A usual mobile connection in a town. */
export const MOBILE: Shape = { rtt: 100, rate: 10_000_000 };
/** A bad one, on the edge of a town. */
export const POOR: Shape = { rtt: 300, rate: 1_600_000 };

export interface Network {
	readonly port: number;
	/** Takes effect for everything sent from now on. */
	shape(next: Shape): void;
	/** Bytes that went up and down since the last call. */
	takeBytes(): number;
	close(): Promise<void>;
}

const SLICE = 12 * 1024;

/** Puts a network in front of `target`, a port on this machine. */
export async function openNetwork(target: number): Promise<Network> {
	let shape = LOOPBACK;
	let bytes = 0;
	const free = { up: 0, down: 0 };
	const sockets = new Set<net.Socket>();

	function carry(from: net.Socket, to: net.Socket, way: 'up' | 'down', openAt: number) {
		let last = 0;
		// Timers of different lengths do not fire in the order of their ends: each does whatever is next.
		const waiting: (() => void)[] = [];
		const later = (at: number, act: () => void) => {
			last = Math.max(last, at);
			waiting.push(act);
			setTimeout(() => waiting.shift()?.(), last - performance.now());
		};
		from.on('data', (data: Uint8Array) => {
			bytes += data.length;
			if (shape === LOOPBACK) return void to.write(data);
			for (let at = 0; at < data.length; at += SLICE) {
				const slice = data.subarray(at, at + SLICE);
				const start = Math.max(performance.now(), free[way], openAt);
				free[way] = start + (slice.length * 8000) / shape.rate;
				later(free[way] + shape.rtt / 2, () => void to.write(slice));
			}
		});
		from.on('end', () => later(last, () => to.end()));
		from.on('error', () => to.destroy());
		from.on('close', () => sockets.delete(from));
	}

	const server = net.createServer((browser) => {
		const origin = net.connect(target, '127.0.0.1');
		for (const socket of [browser, origin]) sockets.add(socket.setNoDelay(true));
		const openAt = performance.now() + shape.rtt;
		carry(browser, origin, 'up', openAt);
		carry(origin, browser, 'down', openAt);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as net.AddressInfo).port,
		shape(next) {
			shape = next;
		},
		takeBytes() {
			const taken = bytes;
			bytes = 0;
			return taken;
		},
		async close() {
			server.close();
			for (const socket of sockets) socket.destroy();
			await once(server, 'close');
		}
	};
}
