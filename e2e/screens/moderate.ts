import { expect } from '@playwright/test';
import type { Phone } from '../phone';

/** The moderators' pages, under `/moderate`. */
export class ModerateScreen {
	private constructor(readonly phone: Phone) {}

	/** Opens them without being signed in. */
	static async open(phone: Phone): Promise<ModerateScreen> {
		await phone.open('/moderate');
		await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText('Sign in to moderate');
		return new ModerateScreen(phone);
	}

	/** Gives this browser a lock that a passkey can stand on, always opened at once. */
	async withDeviceLock(): Promise<this> {
		const devtools = await this.phone.context!.newCDPSession(this.phone.page);
		await devtools.send('WebAuthn.enable');
		await devtools.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true
			}
		});
		return this;
	}

	async typeCode(code: string): Promise<this> {
		const { page } = this.phone;
		await page.getByLabel('One-time code', { exact: true }).fill(code);
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		return this;
	}

	/** Waits for a page by its heading. */
	async at(heading: string): Promise<this> {
		await expect(this.phone.page.getByRole('heading', { level: 1 })).toHaveText(heading);
		return this;
	}

	async look(name: string): Promise<this> {
		await this.phone.page.getByRole('list', { name: 'What waits' }).getByRole('link', { name }).click();
		return this.at(name);
	}

	async decide(button: string): Promise<this> {
		await this.phone.page.getByRole('button', { name: button }).click();
		return this;
	}

	async signOut(): Promise<this> {
		await this.phone.page.getByRole('button', { name: 'Sign out' }).click();
		return this.at('Sign in to moderate');
	}
}
