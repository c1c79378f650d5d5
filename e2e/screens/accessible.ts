import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Phone } from '../phone';

/** axe's types may come with a Playwright of another version; what it asks of a page is the same. */
type AxePage = ConstructorParameters<typeof AxeBuilder>[0]['page'];

/** What axe finds wrong with the screen as it stands: WCAG 2.2 AA and good practice, contrast included. */
export async function expectAccessible({ page }: Phone, screen: string) {
	// Colours on their way from one look to another are no look's colours.
	await page.evaluate(async () => {
		const passing = document
			.getAnimations()
			.filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
		await Promise.allSettled(passing.map((one) => one.finished));
	});
	const { violations, passes } = await new AxeBuilder({ page: page as unknown as AxePage })
		// All in the page itself: no frame of another origin has to be asked, and a page of axe's own takes as long again.
		.setLegacyMode()
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	const found = violations.flatMap(({ id, help, nodes }) =>
		nodes.map((node) => `${id}: ${help}\n  ${node.html}\n  ${node.failureSummary ?? ''}`)
	);
	expect(passes.length, `rules that axe could try on ${screen}`).toBeGreaterThan(10);
	expect(found, `${screen} in axe's eyes`).toEqual([]);
}
