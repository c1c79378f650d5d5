/** A bug to be planted: in `file`, `from` becomes `to`. */
export interface Mutant {
	name: string;
	changes: { file: string; from: string; to: string }[];
}

export const mutants: Mutant[] = [];
