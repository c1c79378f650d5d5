/** What a spreadsheet would calculate; a line break further on makes it no less of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as a table for a spreadsheet, in which nothing is calculated (RFC 4180; OWASP, "CSV Injection"). */
export async function spreadsheet<F extends string>(
	fields: readonly F[],
	data: readonly Partial<Record<F, string | number>>[]
): Promise<string> {
	const { default: Papa } = await import('papaparse');
	return Papa.unparse({ fields: [...fields], data: [...data] }, { escapeFormulae: FORMULA, newline: '\r\n' });
}

/** The same rows without the line that names the columns, each line ended: what a long table is put together from. */
export async function spreadsheetRows<F extends string>(
	fields: readonly F[],
	data: readonly Partial<Record<F, string | number>>[]
): Promise<string> {
	if (data.length === 0) return '';
	const { default: Papa } = await import('papaparse');
	const options = { escapeFormulae: FORMULA, newline: '\r\n', header: false };
	return `${Papa.unparse({ fields: [...fields], data: [...data] }, options)}\r\n`;
}
