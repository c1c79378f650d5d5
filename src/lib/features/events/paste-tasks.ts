/** Tasks from a list that was pasted: one a line. Pure. */

/** How many tasks an event has at most, its template's among them. */
export const MOST_TASKS = 200;
const LONGEST_TITLE = 120;
const QUOTED = 40;
// A control character, or one that turns the reading direction round.
const unseen = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

export type PastedTasks =
	| { ok: true; titles: string[] }
	| { ok: false; code: 'empty' }
	| { ok: false; code: 'too_many'; lines: number; room: number }
	| { ok: false; code: 'too_long' | 'characters'; line: number; start: string };

/** Lines without their bullets and numbers, or why none of them is taken. `there`: how many tasks there are already. */
export function pastedTasks(text: string, there: number): PastedTasks {
	const lines = text
		.split(/\r\n|\r|\n/)
		.map((line, i) => ({ line: i + 1, title: withoutBullet(line) }))
		.filter(({ title }) => title !== '');
	if (lines.length === 0) return { ok: false, code: 'empty' };
	const room = Math.max(0, MOST_TASKS - there);
	if (lines.length > room) return { ok: false, code: 'too_many', lines: lines.length, room };
	for (const { line, title } of lines) {
		const start = title.slice(0, QUOTED).replace(new RegExp(unseen, 'gu'), ' ');
		if (title.length > LONGEST_TITLE) return { ok: false, code: 'too_long', line, start };
		if (unseen.test(title)) return { ok: false, code: 'characters', line, start };
	}
	return { ok: true, titles: lines.map(({ title }) => title) };
}

const withoutBullet = (line: string) =>
	line
		.replace(/\t/g, ' ')
		.trim()
		.replace(/^([-–—•*·▪☐✓]|\[[ xX]?\]|\d{1,3}[.)])\s+/, '')
		.trim();
