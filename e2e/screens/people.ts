import type { Phone } from '../phone';

export interface MadeInvite {
	link: string;
	code: string;
}

/** *People*: who is in, and inviting. */
export class PeopleScreen {
	constructor(readonly phone: Phone) {}

	/** Makes an invite and reads it off the screen; `confirmed` waits until the registry knows it. */
	async invite({
		confirmed = true,
		worksFor
	}: { confirmed?: boolean; worksFor?: '1 day' | '30 days' } = {}): Promise<MadeInvite> {
		const { page } = this.phone;
		await page.getByRole('button', { name: 'Invite someone' }).click();
		if (worksFor) await page.getByLabel(worksFor).check();
		await page.getByRole('button', { name: 'Make the invite' }).click();
		const link = await page.getByLabel('Invite link').inputValue();
		const code = await page.getByLabel('Invite code').inputValue();
		await page.getByRole('img', { name: 'Invite QR code' }).waitFor();
		if (confirmed) await page.getByText('The invite is registered').waitFor();
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
