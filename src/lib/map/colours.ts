/**
 * The design's colours as a canvas needs them. A custom property holds `light-dark(…)` unresolved, so each is
 * put on an element and read back.
 */
const names = [
	'ground',
	'card',
	'ink',
	'ink-soft',
	'line',
	'field-line',
	'green',
	'on-green',
	'green-tint',
	'brick',
	'mustard',
	'on-mustard',
	'mustard-ink',
	'slate',
	'stop'
] as const;

export type Colours = Record<(typeof names)[number], string>;

/** Reads the colours that hold inside `host` right now, as `rgb(…)`. */
export function readColours(host: HTMLElement): Colours {
	const probe = document.createElement('span');
	host.append(probe);
	const read = (name: string) => {
		probe.style.color = `var(--${name})`;
		return getComputedStyle(probe).color;
	};
	const colours = Object.fromEntries(names.map((name) => [name, read(name)])) as Colours;
	probe.remove();
	return colours;
}
