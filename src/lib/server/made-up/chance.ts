/** Chance that comes out the same each time it is asked in the same order. */
export interface Chance {
	/** From 0 up to 1, without 1. */
	share(): number;
	/** A whole number from `least` to `most`, both among them. */
	whole(least: number, most: number): number;
	/** Whether something of this likelihood happens. */
	happens(likelihood: number): boolean;
	pick<T>(list: readonly T[]): T;
	/** One of `list`, each as likely as it weighs. */
	weighed<T>(list: readonly (readonly [T, number])[]): T;
	/** Some different ones of `list`, in a new order. */
	some<T>(list: readonly T[], count: number): T[];
}

/** mulberry32 by Tommy Ettinger, in the public domain, begun from a number made of all `seeds`. */
export function chanceFrom(...seeds: number[]): Chance {
	let state = seeds.reduce((sum, seed) => Math.imul(sum ^ seed, 0x9e3779b1) ^ (sum >>> 15), 0x70ad1a4e);
	function share() {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}
	const whole = (least: number, most: number) => least + Math.floor(share() * (most - least + 1));
	const pick = <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T;
	return {
		share,
		whole,
		pick,
		happens: (likelihood) => share() < likelihood,
		weighed(list) {
			let left = share() * list.reduce((sum, [, weight]) => sum + weight, 0);
			const found = list.find(([, weight]) => (left -= weight) < 0) ?? list.at(-1);
			return found![0];
		},
		some(list, count) {
			const rest = [...list];
			const taken = Math.min(count, rest.length);
			return Array.from({ length: taken }, () => rest.splice(whole(0, rest.length - 1), 1)[0]!);
		}
	};
}
