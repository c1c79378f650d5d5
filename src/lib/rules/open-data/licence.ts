/** Under what others may use what communities publish. */
export const LICENCE = {
	name: 'CC BY 4.0',
	url: 'https://creativecommons.org/licenses/by/4.0/'
} as const;

/** How whoever uses it says where it is from. */
export const ATTRIBUTION = 'Communities on Toad Lane';

/** Where something in a file is from. */
export interface OpenSource {
	name: string;
	licence: string;
	url: string;
	/** YYYY-MM-DD */
	as_of?: string;
}
