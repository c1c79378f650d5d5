/** A mail server in this process that keeps what it gets, for tests. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
	/** What `SMTP_URL` says. */
	readonly url: string;
	/** Whom the letters that came were for, what they say, and every byte as it came. */
	readonly letters: { to: string[]; text: string; raw: string }[];
	close(): Promise<void>;
}

/** Starts one on a port of its own. */
export async function startMailServer(): Promise<MailServer> {
	const letters: MailServer['letters'] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		logger: false,
		onData(stream, session, done) {
			let data = '';
			stream.on('data', (chunk: Buffer) => (data += chunk.toString()));
			stream.on('end', () => {
				const to = session.envelope.rcptTo.map(({ address }) => address);
				letters.push({ to, text: asRead(data), raw: data });
				done();
			});
		}
	});
	// A sender that hangs up is no matter.
	server.on('error', () => undefined);
	server.listen(0, '127.0.0.1');
	await once(server.server, 'listening');
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		letters,
		close: () => new Promise((done) => server.close(done))
	};
}

/** Quoted-printable (RFC 2045) undone. */
function asRead(data: string): string {
	const bytes = data
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString();
}
