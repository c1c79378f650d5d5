/** A piece of a list by where its communities are: a question about a place looks at numbers, not at everybody. */
import { DEGREE } from '../distance.ts';
import { rememberedOf } from '../remembered.ts';
import type { CommunitySummary } from './summary.ts';

type Placed = { readonly summary: Pick<CommunitySummary, 'point' | 'postcode'> };

class PlacesOfPiece {
	/** NaN where nobody knows. */
	readonly #latitudes: Float64Array;
	/** By the district of a postcode. */
	readonly #inDistrict = new Map<string, number[]>();

	constructor(piece: readonly Placed[]) {
		this.#latitudes = Float64Array.from(piece, ({ summary }) => summary.point?.[1] ?? NaN);
		for (const [i, { summary }] of piece.entries()) {
			if (summary.postcode === undefined) continue;
			const known = this.#inDistrict.get(summary.postcode);
			if (known) known.push(i);
			else this.#inDistrict.set(summary.postcode, [i]);
		}
	}

	/** Where those of a district stand in the piece. */
	in(district: string): readonly number[] {
		return this.#inDistrict.get(district) ?? [];
	}

	/** 1 for each that may be so near a latitude, in metres, or is in the district: who is further north or south is not. */
	around(latitude: number, metres: number, district?: string): Uint8Array {
		const may = new Uint8Array(this.#latitudes.length);
		for (let i = 0; i < may.length; i += 1)
			if (Math.abs(this.#latitudes[i]! - latitude) * DEGREE <= metres) may[i] = 1;
		if (district !== undefined) for (const i of this.in(district)) may[i] = 1;
		return may;
	}
}

/** The places of a piece: gathered when they are first asked for. */
export const placesOf = rememberedOf((piece: readonly Placed[]) => new PlacesOfPiece(piece));
