/** What letters to people who are interested say: plain text, a link on a line of its own. */
import { formatDate } from './format.ts';
import * as m from './paraglide/messages.js';

type About =
	| { kind: 'confirm'; until: string; link: string }
	| { kind: 'reminder'; name?: string; until: string; link: string }
	| { kind: 'invitation'; name?: string; link: string; community: string; page: string; text: string };

/** A letter's subject and text. */
export function interestedLetter(about: About): { subject: string; text: string } {
	const { link } = about;
	const name = about.kind === 'confirm' ? undefined : about.name;
	const hello = name ? m.interested_letter_hello_name({ name }) : m.interested_letter_hello();
	const written = (subject: string, ...parts: string[]) => ({
		subject,
		text: `${[hello, ...parts, m.interested_letter_end()].join('\n\n')}\n`
	});
	if (about.kind === 'invitation') {
		const { community, page, text } = about;
		return written(
			m.interested_letter_invitation_subject({ community }),
			m.interested_letter_invitation({ community }),
			text.replace(/^/gm, '> '),
			`${m.interested_letter_invitation_answer()}\n${page}`,
			`${m.interested_letter_invitation_private()}\n${link}`
		);
	}
	const date = formatDate(about.until);
	if (about.kind === 'reminder')
		return written(m.interested_letter_reminder_subject(), `${m.interested_letter_reminder({ date })}`, link);
	return written(
		m.interested_letter_confirm_subject(),
		`${m.interested_letter_confirm()}\n${link}`,
		m.interested_letter_confirm_not(),
		m.interested_letter_until({ date })
	);
}
