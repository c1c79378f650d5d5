import { expect, type Locator } from '@playwright/test';
import type { Phone } from '../phone';

export interface MadeInvite {
	link: string;
	code: string;
}

/** *People*: who is in, and inviting. */
export class PeopleScreen {
	constructor(readonly phone: Phone) {}

	/**
	 * Reads the invite that *Invite someone* gives off the screen, on other terms where asked for; `confirmed` waits
	 * until the registry knows it, `scan` gets the QR code while it is shown.
	 */
	async invite({
		confirmed = true,
		worksFor,
		uses,
		role,
		scan
	}: {
		confirmed?: boolean;
		worksFor?: '1 day' | '30 days';
		uses?: 'One person';
		role?: 'Organiser';
		scan?: (code: Locator) => Promise<void>;
	} = {}): Promise<MadeInvite> {
		const { page } = this.phone;
		await page.getByRole('button', { name: 'Invite someone' }).click();
		const shown = page.getByLabel('Invite link');
		for (const choice of [worksFor, uses, role]) {
			if (!choice) continue;
			const before = await shown.inputValue();
			const change = page.getByText('Change role, expiry or number of uses');
			if (!(await page.getByLabel(choice).isVisible())) await change.click();
			await page.getByLabel(choice).check();
			await expect(shown).not.toHaveValue(before);
			await expect(page.getByText('This is a new invite')).toBeVisible();
		}
		const link = await shown.inputValue();
		const code = await page.getByLabel('Invite code').inputValue();
		expect(code).toMatch(/^[2-9A-Z]{6}$/);
		const picture = page.getByRole('img', { name: 'Invite QR code' });
		await picture.waitFor();
		if (confirmed) await page.getByText('The invite is registered').waitFor();
		await scan?.(picture);
		await page.getByRole('button', { name: 'Done' }).click();
		return { link, code };
	}

	async remove(name: string) {
		const { page } = this.phone;
		await page.getByRole('button', { name: `Remove ${name}` }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
		await page.getByText(`${name} has been removed`).waitFor();
	}
}
