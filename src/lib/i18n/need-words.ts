import * as m from './paraglide/messages.js';

const needs: Record<string, () => string> = {
	food: m.leaflet_need_food,
	finance: m.leaflet_need_finance,
	energy: m.leaflet_need_energy,
	housing: m.leaflet_need_housing,
	care: m.leaflet_need_care,
	work: m.leaflet_need_work,
	culture: m.leaflet_need_culture,
	transport: m.leaflet_need_transport
};

/** What people need a co-op for, as a heading; one that this app does not know is something else. */
export const needHeading = (need: string): string => (needs[need] ?? m.leaflet_need_other)();
