/** The paragraphs of a plain text: an empty line parts two. */
export function paragraphsOf(text: string): string[] {
	return text
		.split(/\n[^\S\n]*\n/)
		.map((paragraph) => paragraph.trim())
		.filter(Boolean);
}
