/**
 * Text as people type it: which characters are refused and how it is tidied before it is kept.
 * Checks run inside CouchDB too, where `String.prototype.normalize` may be missing.
 */

/** Control characters (line breaks aside) and those that override the reading direction (UAX #9). */
export function hasForbiddenCharacters(text: string, lines: boolean): boolean {
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code < 32 ? !(lines && code === 10) : isForbidden(code)) return true;
	}
	return false;
}

function isForbidden(code: number): boolean {
	return (
		(code >= 0x7f && code <= 0x9f) ||
		(code >= 0x202a && code <= 0x202e) ||
		(code >= 0x2066 && code <= 0x2069) ||
		code === 0x2028 ||
		code === 0x2029 ||
		code === 0xfeff
	);
}

/** Half of a surrogate pair alone: not a character, and not valid UTF-8 when sent. */
export function hasLoneSurrogate(text: string): boolean {
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code < 0xd800 || code > 0xdfff) continue;
		const next = text.charCodeAt(i + 1);
		if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return true;
		i++;
	}
	return false;
}

/** In Unicode's composed form (NFC), as far as this JavaScript engine can tell. */
export function isComposed(text: string): boolean {
	return typeof text.normalize !== 'function' || text.normalize('NFC') === text;
}

/** Trimmed, composed, no runs of blanks; line breaks stay (as \n). */
export function tidyText(text: string): string {
	const composed = typeof text.normalize === 'function' ? text.normalize('NFC') : text;
	return composed
		.replace(/\r\n?/g, '\n')
		.replace(/[\t\u00a0 ]+/g, ' ')
		.replace(/ *\n */g, '\n')
		.trim();
}

/** A stranger's text made fit to be shown: without the characters that are refused, and cut between characters. */
export function cleanText(text: string, max: number): string {
	let kept = '';
	for (const letter of tidyText(text)) {
		if (hasForbiddenCharacters(letter, false) || hasLoneSurrogate(letter)) continue;
		if (kept.length + letter.length > max) break;
		kept += letter;
	}
	return kept.trim();
}

/** `tidyText` on every string in a value; empty strings and `undefined` fields are left out of objects. */
export function tidyValue(value: unknown): unknown {
	if (typeof value === 'string') return tidyText(value);
	if (Array.isArray(value)) return value.map(tidyValue).filter((item) => item !== '' && item !== undefined);
	if (typeof value !== 'object' || value === null) return value;
	const tidy: Record<string, unknown> = {};
	for (const [key, item] of Object.entries(value)) {
		const kept = tidyValue(item);
		if (kept !== undefined && kept !== '' && key !== '__proto__') tidy[key] = kept;
	}
	return tidy;
}
