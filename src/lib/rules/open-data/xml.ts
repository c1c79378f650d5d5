/** Text in XML: what would be taken for markup is escaped, and what XML 1.0 has no way to say (2.2) is left out. */
const ESCAPES: Record<string, string> = {
	...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' },
	// A reader takes a bare one for a line break.
	'\r': '&#13;'
};

/** Text for an element or an attribute. */
export function xmlText(text: string): string {
	return text
		.replace(
			// eslint-disable-next-line no-control-regex -- these are what is looked for
			/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
			''
		)
		.replace(/[&<>"'\r]/g, (letter) => ESCAPES[letter] ?? letter);
}

/** An element with its attributes and what stands in it, which is markup already. */
export function element(
	name: string,
	attributes: Readonly<Record<string, string | undefined>>,
	inside = ''
): string {
	const said = Object.entries(attributes).flatMap(([key, value]) =>
		value === undefined ? [] : [` ${key}="${xmlText(value)}"`]
	);
	return inside === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inside}</${name}>`;
}

/** An element that holds a text. */
export const textElement = (name: string, text: string, attributes: Record<string, string> = {}): string =>
	element(name, attributes, xmlText(text));

/** The line with which a file of XML begins. */
export const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
