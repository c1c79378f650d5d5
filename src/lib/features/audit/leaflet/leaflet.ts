import type { UsableCoop } from '$lib/rules/usable-coops.ts';

/** What a leaflet says, however it is printed. */
export interface Leaflet {
	/** The most important first. */
	coops: readonly UsableCoop[];
	group: string;
	place?: string;
	/** In words. */
	date: string;
	/** The group's public page. */
	page?: string;
	sources: readonly string[];
}
