import { formatDate, formatDistance, formatList, formatNumber, m, needWithin } from '$lib/i18n';
import type { Districts, KnownDistrict, NeedFinding, PackSource } from '$lib/rules';

const states = { met: m.findings_met, not_met: m.findings_not_met, no_data: m.findings_no_data };
/** Met, not met, or no data. */
export const stateWords = (state: NeedFinding['state']): string => states[state]();

/** One sentence for a need. */
export function needSentence(
	{ need: which, state, nearest }: NeedFinding,
	district: KnownDistrict | undefined
): string {
	const need = needWithin(which);
	if (state === 'no_data')
		return district?.nation
			? m.findings_say_nation({ need, nation: district.nation })
			: m.findings_say_unknown({ need });
	if (!nearest) return m.findings_say_none({ need });
	const said = { need, name: nearest.coop.name, distance: formatDistance(nearest.metres) };
	return state === 'met' ? m.findings_say_met(said) : m.findings_say_far(said);
}

/** One sentence for a district. */
export function districtSentence(
	{ name, nation, coops, per_10000 }: KnownDistrict,
	country: Districts['country']
): string {
	if (coops === undefined) return m.findings_district_nation({ name, nation });
	if (per_10000 === undefined || country.per_10000 === undefined) return m.findings_district_people({ name });
	return m.findings_district({
		...{ count: coops, name, shown: formatNumber(coops) },
		...{ rate: formatNumber(per_10000), country: formatNumber(country.per_10000) }
	});
}

const classes = {
	desert: m.findings_is_desert,
	few: m.findings_is_few,
	usual: m.findings_is_usual,
	many: m.findings_is_many
};
/** What that is, in a sentence; nothing where there is no data. */
export const classSentence = ({ class: its }: KnownDistrict): string | undefined =>
	its === 'no_data' ? undefined : classes[its]();

/** Who said so, under which licence and when. */
export const sourcesLine = (sources: readonly PackSource[]): string =>
	m.findings_sources({
		sources: formatList(
			sources.map(({ name, licence, as_of }) => m.findings_source({ name, licence, date: formatDate(as_of) }))
		)
	});
