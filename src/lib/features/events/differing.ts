/** What a form changed, field by field: only that is saved, so that nobody else's edit of another field is undone. */
export function differing<T extends object>(before: T, after: T): Partial<T> {
	const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof T)[];
	const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
	return Object.fromEntries(changed.map((key) => [key, after[key]])) as Partial<T>;
}
