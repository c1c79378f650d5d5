import type { Page } from '@playwright/test';

/** What a printer would get of a page: how many sheets, and the words on them. `keep` is a file for the PDF. */
export async function printed(page: Page, keep?: string) {
	await page.emulateMedia({ media: 'print' });
	const words = await page.locator('body').innerText();
	const pdf = await page.pdf({ preferCSSPageSize: true, ...(keep && { path: keep }) });
	await page.emulateMedia({ media: null });
	return { words, pages: pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0 };
}
