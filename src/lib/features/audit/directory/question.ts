/** What is asked of the directory, and how an address holds it: `?q=milk&need=food&near=me`. Pure. */
import { NEEDS, type Need } from '$lib/rules';

export interface Question {
	words: string;
	need: Need | undefined;
	/** Nearest first, from where this phone is, or else from the group's place. */
	near: boolean;
}

/** More than anybody types; an address can hold anything. */
const LONGEST = 100;

/** What an address asks for; what it can't be asked for is left out. */
export function questionIn(parameters: URLSearchParams): Question {
	return {
		words: (parameters.get('q') ?? '').slice(0, LONGEST),
		need: NEEDS.find((need) => need === parameters.get('need')),
		near: parameters.get('near') === 'me'
	};
}

/** The end of an address that asks it: nothing for a question that asks for nothing. */
export function asAddress({ words, need, near }: Question): string {
	const parameters = new URLSearchParams();
	if (words.trim()) parameters.set('q', words.trim());
	if (need) parameters.set('need', need);
	if (near) parameters.set('near', 'me');
	const text = parameters.toString();
	return text && `?${text}`;
}
