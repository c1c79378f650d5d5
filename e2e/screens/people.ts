import type { Locator } from '@playwright/test';
import type { Phone } from '../phone';

export interface MadeInvite {
	link: string;
	code: string;
}

/** *People*: who is in, and inviting. */
export class PeopleScreen {
	constructor(readonly phone: Phone) {}

	/**
	 * Makes an invite and reads it off the screen; `confirmed` waits until the registry knows it, `scan` gets the QR code
	 * while it is shown.
	 */
	async invite({
		confirmed = true,
		worksFor,
		scan
	}: {
		confirmed?: boolean;
		worksFor?: '1 day' | '30 days';
		scan?: (code: Locator) => Promise<void>;
	} = {}): Promise<MadeInvite> {
		const { page } = this.phone;
		await page.getByRole('button', { name: 'Invite someone' }).click();
		if (worksFor) await page.getByLabel(worksFor).check();
		await page.getByRole('button', { name: 'Make the invite' }).click();
		const link = await page.getByLabel('Invite link').inputValue();
		const short = await page.getByLabel('Invite code').inputValue();
		const code = page.getByRole('img', { name: 'Invite QR code' });
		await code.waitFor();
		if (confirmed) await page.getByText('The invite is registered').waitFor();
		await scan?.(code);
		await page.getByRole('button', { name: 'Done' }).click();
		return { link, code: short };
	}

	async remove(name: string) {
		const { page } = this.phone;
		await page.getByRole('button', { name: `Remove ${name}` }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
		await page.getByText(`${name} has been removed`).waitFor();
	}
}
