/** Answers that are none, as captive portals, proxies on the way and broken servers give them. */
import { gzipSync } from 'node:zlib';
import type { Answer, Fault } from './proxy.ts';

/** What our server signs its answers with; a liar may know it. */
export const signedWith = (epoch: string): Answer['headers'] => ({
	'content-type': 'application/json',
	'x-toadlane-epoch': epoch
});

const login = '<!doctype html><h1>Welcome to Station Wi-Fi</h1><form><input name="email"></form>';

const plain = ({ headers }: Answer) => ({
	status: 200,
	headers: { ...headers, 'content-encoding': undefined, 'content-type': 'application/json' }
});

export function liesOf(epoch: string): Record<string, Fault> {
	const signed = signedWith(epoch);
	const stranger = { 'content-type': 'application/json' };
	return {
		'{}': { does: 'answer', answer: { headers: signed, body: '{}' } },
		'[]': { does: 'answer', answer: { headers: signed, body: '[]' } },
		null: { does: 'answer', answer: { headers: signed, body: 'null' } },
		'{} from a stranger': { does: 'answer', answer: { headers: stranger, body: '{}' } },
		'half of the JSON': {
			does: 'spoil',
			spoil: (answer) => ({ ...answer, ...plain(answer), body: Buffer.from('{"results":[{"id":"vis') })
		},
		'a login page': { does: 'answer', answer: { headers: { 'content-type': 'text/html' }, body: login } },
		'a login page that claims to be JSON': { does: 'answer', answer: { headers: stranger, body: login } },
		'a login page in place of our server’s body': {
			does: 'spoil',
			spoil: (answer) => ({ ...answer, ...plain(answer), body: login })
		},
		'a way to a login page': { does: 'answer', answer: { status: 302, headers: { location: '/login' } } },
		'the wrong type': {
			does: 'spoil',
			spoil: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } })
		},
		'broken gzip': {
			does: 'spoil',
			spoil: (answer) => ({
				...answer,
				headers: { ...answer.headers, 'content-encoding': 'gzip' },
				body: Buffer.concat([gzipSync('{"results":[]}').subarray(0, 14), Buffer.from('not gzip at all')])
			})
		},
		'nothing at all with 200': { does: 'answer', answer: { headers: signed, body: '' } }
	};
}
