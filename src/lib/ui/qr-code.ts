import { encode } from 'uqr';

/** A QR code as an outline of its dark dots, each 1 by 1, within a square of `size` that has a light border. */
export function qrCode(text: string): { size: number; path: string } {
	const { size, data } = encode(text, { ecc: 'M', border: 3 });
	const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
	return { size, path };
}
