/** The day of the calendar here, YYYY-MM-DD. */
export function localDay(date: Date): string {
	const part = (value: number) => String(value).padStart(2, '0');
	return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}
