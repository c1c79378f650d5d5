/** Sending plain letters by e-mail through the operator's mail server. */
import { createTransport } from 'nodemailer';

/** What a letter is about; its words are the caller's. */
export type LetterAbout =
	| { kind: 'confirm'; until: string; link: string }
	| { kind: 'reminder'; name?: string; until: string; link: string }
	| {
			kind: 'invitation';
			name?: string;
			link: string;
			/** The community's name and the address of its page. */
			community: string;
			page: string;
			/** What its organisers wrote. */
			text: string;
	  };

export interface LetterWords {
	subject: string;
	text: string;
}

/** `link` leads to the reader's own page, where they can withdraw. */
export type Letter = LetterWords & { to: string; link: string };

export interface Post {
	/** Where links in letters lead. */
	readonly origin: string;
	write(about: LetterAbout): LetterWords;
	/** Rejects when the mail server did not take it. */
	send(letter: Letter): Promise<void>;
}

/** What an operator says of it. */
export interface PostSettings {
	/** Where the app is served, for links; of a request it is the caller's word. */
	origin?: string;
	/** The mail server, such as smtps://name:password@mail.example:465. */
	smtpUrl?: string;
	/** Whom letters are from. */
	mailFrom?: string;
}

const PATIENCE = 20_000;

/**
 * The way to send letters, if the operator has named a mail server, whom letters are from, and the address of this site:
 * that of a request is the caller's word, and no link in a letter may lead where a stranger wants.
 */
export function openPost(settings: PostSettings, write: Post['write']): Post | undefined {
	const { smtpUrl, mailFrom, origin } = settings;
	if (!smtpUrl || !mailFrom || !origin) return undefined;
	const transport = createTransport({
		url: smtpUrl,
		connectionTimeout: PATIENCE,
		greetingTimeout: PATIENCE,
		socketTimeout: PATIENCE,
		disableFileAccess: true,
		disableUrlAccess: true
	});
	return {
		origin,
		write,
		async send({ to, subject, text, link }) {
			await transport.sendMail({
				from: mailFrom,
				// As an object it is one address, whatever stands in it.
				to: { name: '', address: to },
				subject: oneLine(subject),
				text,
				headers: { 'Auto-Submitted': 'auto-generated', 'List-Unsubscribe': `<${link}>` }
			});
		}
	};
}

const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, ' ').slice(0, 200);
