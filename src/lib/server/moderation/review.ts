import { ACCOUNTS } from '../backend.ts';
import type { Site } from '../site.ts';

/**
 * Whether communities are looked at before they are public: always or never where the setting says so, else as soon as
 * there is somebody who can.
 */
export async function isReviewed(site: Site): Promise<boolean> {
	const { review } = site.settings;
	return review === undefined ? hasModerator(site) : review === 'on';
}

async function hasModerator(site: Site): Promise<boolean> {
	return (await site.backend.allDocs(ACCOUNTS, 'moderator:')).length > 0;
}

/** Says at the start of a server what has to be done where communities wait and nobody can look. */
export async function sayWhoLooks(site: Site): Promise<void> {
	if (!(await isReviewed(site)) || (await hasModerator(site))) return;
	console.warn(
		'New communities wait for a moderator or two vouches, and there is no moderator yet. Run: npm run moderator -- NAME'
	);
}
