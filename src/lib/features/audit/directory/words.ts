import { formatList, formatNumber, m } from '$lib/i18n';
import { clockAt, HOME_ZONE, type FoundCoop } from '$lib/rules';

type Words = Readonly<Record<string, () => string>>;

/** ESSGlobal's structures, those that directories use. */
const structures: Words = {
	OS30: m.directory_structure_enterprise,
	OS40: m.directory_structure_charity,
	OS50: m.directory_structure_company,
	OS60: m.directory_structure_workers,
	OS70: m.directory_structure_housing,
	OS80: m.directory_structure_consumers,
	OS90: m.directory_structure_producers,
	OS100: m.directory_structure_multi,
	OS110: m.directory_structure_secondary,
	OS115: m.directory_structure_coop,
	OS120: m.directory_structure_cic,
	OS130: m.directory_structure_society,
	OS140: m.directory_structure_trust,
	OS160: m.directory_structure_unincorporated,
	OS170: m.directory_structure_mutual,
	OS240: m.directory_structure_secondary
};

/** The ICA's activities in ESSGlobal, those that say something. */
const activities: Words = {
	ICA10: m.directory_activity_farming,
	ICA50: m.directory_activity_fishing,
	ICA70: m.directory_activity_building,
	ICA90: m.directory_activity_making,
	ICA110: m.directory_activity_professional,
	ICA120: m.directory_activity_services,
	ICA140: m.directory_activity_finance,
	ICA210: m.directory_activity_housing,
	ICA220: m.directory_activity_transport,
	ICA230: m.directory_activity_utilities,
	ICA260: m.directory_activity_shops,
	ICA270: m.directory_activity_care
};

/** Co-operatives UK's classes of owners. */
const owners: Words = {
	Consumers: m.directory_owned_consumers,
	'Community of Interest': m.directory_owned_interest,
	Tenants: m.directory_owned_tenants,
	Enterprises: m.directory_owned_enterprises,
	'Multi-stakeholder': m.directory_owned_multi,
	Workers: m.directory_owned_workers,
	'Self-employed': m.directory_owned_self,
	'Employee Trust': m.directory_owned_trust,
	'Co-operatives': m.directory_owned_coops
};

const licences: Words = { 'ODC-By-1.0': m.directory_licence_odc, 'OGL-UK-3.0': m.directory_licence_ogl };

/** How it is organised; nothing for a code that says nothing here. */
export const structureWords = (code = ''): string | undefined => structures[code]?.();

/** What it does: its publisher's own word for the sector, or else what the code of its activity says. */
export const doesWords = (sector: string | undefined, activity = ''): string | undefined =>
	sector && sector !== 'Other' ? sector : activities[activity]?.();

/** Who owns it: in our words, or else in the publisher's. */
export const ownerWords = (ownership: string | undefined): string | undefined =>
	ownership === undefined ? undefined : (owners[ownership]?.() ?? ownership);

/** A licence by SPDX's name for it. */
export const licenceWords = (licence: string): string => licences[licence]?.() ?? licence;

/** How many were found, of which at most so many are shown. */
export function foundWords(found: readonly FoundCoop[], shown: number): string {
	const count = found.length;
	if (count > shown) return m.directory_found_more({ shown: formatNumber(shown) });
	const branches = found.filter(({ coop }) => coop.owner).length;
	return listedWords(count - branches, branches);
}

/** So many co-ops, and so many branches where there are any. */
export function listedWords(coops: number, branches: number): string {
	const said = branches > 0 && m.directory_branches({ count: branches, shown: formatNumber(branches) });
	const alone = coops > 0 || !said;
	return formatList([
		...(alone ? [m.directory_found_count({ count: coops, shown: formatNumber(coops) })] : []),
		...(said ? [said] : [])
	]);
}

/** An address of the web and whose it is; nothing for any other address. */
export function websiteOf(text = ''): { href: string; host: string } | undefined {
	if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
	const { href, hostname } = new URL(text);
	return { href, host: hostname.replace(/^www\./, '') };
}

/** Today, YYYY-MM-DD. */
export const today = (): string => clockAt(new Date(), HOME_ZONE).slice(0, 10);
