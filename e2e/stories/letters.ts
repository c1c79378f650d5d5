import { startMailServer, type MailServer } from '../../src/lib/server/testing-mail';
import { startApp } from '../app';
import { test } from './story';

/** A story in which the operator has named a mail server, beside other settings. */
export const testWithMail = (settings: Record<string, string> = {}) =>
	test.extend<{ mail: MailServer }>({
		mail: async ({ browserName: _ }, use) => {
			const mail = await startMailServer();
			await use(mail);
			await mail.close();
		},
		app: async ({ mail }, use) => {
			const app = await startApp({
				...{ SMTP_URL: mail.url, MAIL_FROM: 'Toad Lane <hello@toadlane.example>' },
				...settings
			});
			await use(app);
			await app.close();
		}
	});

/** The address in a letter that says whose the e-mail address is. */
export const provingAddress = (text = '') => /http\S+\?mail=\w+/.exec(text)?.[0] ?? '';
