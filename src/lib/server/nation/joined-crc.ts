/** The checksum of two texts that stand one after the other, from theirs (CRC-32 as in RFC 1952, by Mark Adler's method). */

/** The polynomial, its bits from the lowest power to the highest. */
const POLYNOMIAL = 0xedb88320;

/** What a bit of the checksum becomes, by its place: one step of the register. */
type Step = readonly number[];

function applied(step: Step, crc: number): number {
	let sum = 0;
	for (let bit = 0, left = crc; left !== 0; bit += 1, left >>>= 1) if (left & 1) sum ^= step[bit] ?? 0;
	return sum >>> 0;
}

const twice = (step: Step): Step => step.map((column) => applied(step, column));

/** The steps for 2^n zero bytes after a text, n from 0 on. */
const ZEROS: readonly Step[] = (() => {
	const bit: Step = [POLYNOMIAL, ...Array.from({ length: 31 }, (_, i) => (1 << i) >>> 0)];
	const steps = [twice(twice(twice(bit)))];
	while (steps.length < 48) steps.push(twice(steps.at(-1) ?? bit));
	return steps;
})();

/** The checksum of a text and one of `length` bytes behind it. */
export function joinedCrc(first: number, second: number, length: number): number {
	let crc = first;
	for (let n = 0, left = length; left > 0; n += 1, left = Math.floor(left / 2))
		if (left % 2 === 1) crc = applied(ZEROS[n] ?? [], crc);
	return (crc ^ second) >>> 0;
}
