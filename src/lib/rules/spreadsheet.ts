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
