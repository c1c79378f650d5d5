import { expect, type Locator } from '@playwright/test';
import type { Phone } from '../phone';
import { CommitmentsScreen } from './commitments';
import { DoorsScreen } from './doors';
import { EventsScreen } from './events';
import { PeopleScreen } from './people';
import { SyncScreen } from './sync';

/** Any screen of a group: its navigation and its one status line. */
export class GroupScreen {
	constructor(readonly phone: Phone) {}

	/** The group's address on this phone, `/g/<id>`. */
	get address(): string {
		return /\/g\/[0-9a-z]{26}/.exec(this.phone.page.url())![0];
	}

	get status(): Locator {
		return this.phone.page.getByRole('status').first();
	}

	async allSent(): Promise<this> {
		await expect(this.status).toHaveText(/All sent/, { timeout: 60_000 });
		return this;
	}

	private async go(name: string) {
		const { page } = this.phone;
		await page.getByRole('navigation').getByRole('link', { name }).click();
		await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
	}
	async doors(): Promise<DoorsScreen> {
		await this.go('Doors');
		return new DoorsScreen(this.phone);
	}
	async commitments(): Promise<CommitmentsScreen> {
		await this.go('Commitments');
		return new CommitmentsScreen(this.phone);
	}
	async events(): Promise<EventsScreen> {
		await this.go('Events');
		return new EventsScreen(this.phone);
	}
	async people(): Promise<PeopleScreen> {
		await this.go('People');
		return new PeopleScreen(this.phone);
	}
	async sync(): Promise<SyncScreen> {
		await this.go('Sync');
		return new SyncScreen(this.phone);
	}
}

/** Each phone sends what it has and fetches what the others sent. */
export async function syncAll(...groups: GroupScreen[]) {
	for (const group of [...groups, ...groups]) {
		await (await group.sync()).now();
		await group.allSent();
	}
}
