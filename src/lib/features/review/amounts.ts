/** How figures are typed and kept: given by whoever places this feature, so that there is one way in the app. */
export interface Amounts {
	/** A typed figure, or undefined where it is none. */
	parse(text: string): number | undefined;
	/** A typed figure as it is stored, by the kind of its measure. */
	stored(value: number, kind: string): number;
	/** A stored figure as somebody would type it. */
	typed(value: number, kind: string): string;
}
