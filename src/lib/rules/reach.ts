/** Ways to reach people as they type them: what of it is an address, and the link that it makes. */

const MAIL = /^[^\s@<>"',;:\\]{1,64}@[^\s@<>"',;:\\/?#]+\.[^\s@<>"',;:\\/?#]+$/;
const PHONE = /^[+(]?[0-9][0-9 ().\-/]{3,28}[0-9]$/;
const SITE = /^(https?:\/\/)?([\p{L}\p{N}-]+\.)+\p{L}{2,}(:\d{1,5})?([/?#]\S*)?$/iu;

const isPhone = (text: string) => PHONE.test(text) && text.replace(/\D/g, '').length >= 6;
/** What stands before the @ may hold characters that mean something in a link. */
const mailTo = (text: string) => `mailto:${encodeURIComponent(text).replace('%40', '@')}`;
/** A number with its country in front leaves out the nought that is dialled at home. */
const callTo = (text: string) => `tel:${text.replace(/^(\+.*?)\(0\)/, '$1').replace(/[^+\d]/g, '')}`;

/** The link that writes to or calls what was typed, where it is an e-mail address or a telephone number. */
export function reachLink(typed: string): string | undefined {
	const text = typed.trim();
	if (MAIL.test(text)) return mailTo(text);
	return isPhone(text) ? callTo(text) : undefined;
}

/** The link that somebody means: a web address, with or without its beginning, an e-mail address or a number. */
export function readLink(typed: string): string | undefined {
	const text = typed.trim().replace(/^(mailto|tel):/i, '');
	const reached = reachLink(text);
	if (reached) return reached;
	if (!SITE.test(text)) return undefined;
	return `https://${text.replace(/^https?:\/\//i, '')}`;
}

/** A link in the words in which people say it, of a kind that is safe to follow; nothing of any other kind. */
export function linkWords(link: string): string | undefined {
	const parts = /^(https:\/\/|mailto:|tel:)(.+)$/.exec(link);
	if (!parts) return undefined;
	const [, kind, rest = ''] = parts;
	if (kind === 'https://') return rest.replace(/^www\./, '').replace(/\/$/, '');
	return kind === 'mailto:' ? decoded(rest) : rest;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
