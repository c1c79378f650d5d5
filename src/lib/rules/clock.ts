/** What clocks show somewhere, and the moment that it is. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
	const known = formats.get(zone);
	if (known) return known;
	const made = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		hourCycle: 'h23',
		...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }
	});
	formats.set(zone, made);
	return made;
}

/** Whether this phone knows the zone, such as `Europe/London`. */
export function isZone(zone: string): boolean {
	try {
		return Boolean(formatIn(zone));
	} catch {
		return false;
	}
}

/** What clocks of a zone show at a moment, `YYYY-MM-DDTHH:MM`. Throws for a zone that is not known. */
export function clockAt(moment: Date, zone: string): string {
	const parts = Object.fromEntries(
		formatIn(zone)
			.formatToParts(moment)
			.map(({ type, value }) => [type, value])
	);
	return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The moment at which clocks of a zone show this. Where they show it twice, the first; where they skip it, as much later
 * as they skip (RFC 5545, 3.3.5). Throws for a zone that is not known.
 */
export function momentOf(clock: string, zone: string): Date {
	const plain = Date.parse(`${clock}:00Z`);
	const aheadAt = (time: number) => Date.parse(`${clockAt(new Date(time), zone)}:00Z`) - time;
	const DAY = 86_400_000;
	const [before, after] = [aheadAt(plain - DAY), aheadAt(plain + DAY)];
	for (const ahead of [before, after])
		if (clockAt(new Date(plain - ahead), zone) === clock) return new Date(plain - ahead);
	return new Date(plain - before);
}
