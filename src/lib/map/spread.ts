/** Where the marks of a stack go when it is spread: around the place they share, each where a thumb can tell it apart. */

/** Pixels from one mark to the next: a thumb's width, or no less than the marks themselves where room is short. */
export const THUMB = 48;
export const TIGHT = 34;
/** So many stand in one ring; more stand in rings around each other. */
const ONE_RING = 12;

/**
 * Steps from the middle in pixels, [right, down], one for each of `count`, none further away than `room`. The first is at
 * the top. undefined where there are more than can be told apart in that room.
 */
export function spread(count: number, room: number): [number, number][] | undefined {
	for (let apart = THUMB; apart >= TIGHT; apart -= 2) {
		const rings = count <= ONE_RING ? [oneRing(count, apart)] : ringsFor(count, apart);
		if ((rings.at(-1)?.radius ?? 0) <= room) return rings.flatMap(along);
	}
	return undefined;
}

interface Ring {
	radius: number;
	count: number;
}

/** Twice the half of a step seen from the middle is the way from one mark to the next. */
const radiusOf = (count: number, apart: number) => apart / (2 * Math.sin(Math.PI / Math.max(count, 2)));

/** Never closer to the middle than marks are to each other: the stack's own disc stands there. */
const oneRing = (count: number, apart: number): Ring => ({
	radius: Math.max(apart, radiusOf(count, apart)),
	count
});

function ringsFor(count: number, apart: number): Ring[] {
	const rings: Ring[] = [];
	for (let left = count; left > 0;) {
		const radius = apart * (rings.length + 1);
		const holds = Math.floor(Math.PI / Math.asin(apart / (2 * radius)) + 1e-9);
		const taken = Math.min(holds, left);
		rings.push({ radius, count: taken });
		left -= taken;
	}
	return rings;
}

function along({ radius, count }: Ring): [number, number][] {
	return Array.from({ length: count }, (_, i) => {
		const angle = (2 * Math.PI * i) / count - Math.PI / 2;
		return [radius * Math.cos(angle), radius * Math.sin(angle)];
	});
}

/**
 * How far the map has to move, [right, down], so that a circle of `radius` around a place on the screen is all on it.
 */
export function intoView(
	at: readonly [number, number],
	radius: number,
	size: readonly [number, number]
): [number, number] {
	const along = (i: 0 | 1) => {
		const [from, to] = [radius, size[i] - radius];
		// On a screen that is too small for it, the place goes to the middle.
		return to < from ? size[i] / 2 - at[i] : Math.min(Math.max(at[i], from), to) - at[i];
	};
	return [along(0), along(1)];
}
