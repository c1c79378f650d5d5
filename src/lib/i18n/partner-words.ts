import * as m from './paraglide/messages.js';

const roles = {
	council: m.reach_partner_council,
	regional_coop_council: m.reach_partner_regional_coop_council,
	coop_society: m.reach_partner_coop_society,
	development_body: m.reach_partner_development_body,
	tenants: m.reach_partner_tenants,
	youth: m.reach_partner_youth,
	other: m.reach_partner_other
};

/** What a partner is; a role of a newer version is a partner all the same. */
export const partnerRole = (role: string): string => (roles[role as keyof typeof roles] ?? roles.other)();
