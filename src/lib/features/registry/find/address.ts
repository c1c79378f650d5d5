/** The addresses of lists. */
import { writeAsked, type CommunitiesAsked } from '$lib/rules/nation/asked.ts';

/** The address of the list that answers a question. */
export function addressOf(asked: CommunitiesAsked): string {
	const params = writeAsked(asked).toString();
	return params ? `/communities?${params}` : '/communities';
}

/** The same question with other parts, from its first page; `undefined` takes a part away. */
export function askedWith(
	asked: CommunitiesAsked,
	parts: { [Part in keyof CommunitiesAsked]?: CommunitiesAsked[Part] | undefined }
): CommunitiesAsked {
	const { after: _, ...rest } = { ...asked, ...parts };
	return Object.fromEntries(
		Object.entries(rest).filter(([, value]) => value !== undefined && value !== '' && value !== false)
	) as CommunitiesAsked;
}
