/** What is asked for again and again, worked out once. */

/** The same answers, of which so many are remembered; then it begins anew, so that it never grows without end. */
export function remembered<T>(work: (text: string) => T, most = 10_000): (text: string) => T {
	const answers = new Map<string, T>();
	return (text) => {
		const known = answers.get(text);
		if (known !== undefined) return known;
		if (answers.size >= most) answers.clear();
		const answer = work(text);
		answers.set(text, answer);
		return answer;
	};
}

/** The same for what never changes once it is made, for as long as anybody has it. */
export function rememberedOf<Of extends object, T>(work: (of: Of) => T): (of: Of) => T {
	const answers = new WeakMap<Of, T>();
	return (of) => {
		const answer = answers.get(of) ?? work(of);
		answers.set(of, answer);
		return answer;
	};
}
