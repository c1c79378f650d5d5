/**
 * The app's own version, as a registry sees it. Raised when records change so that apps from before would spoil them; a
 * registry with `MIN_VERSION` then takes nothing from those, and they go on reading and saving copies.
 */
export const appVersion = 1;
