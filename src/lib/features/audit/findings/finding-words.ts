import { formatDate, formatDistance, formatList, formatNumber, m, needsLine, needWithin } from '$lib/i18n';
import type { Districts, KnownDistrict, NeedFinding, PackSource } from '$lib/rules';

const states = { met: m.findings_met, not_met: m.findings_not_met, no_data: m.findings_no_data };

export interface NeedLine {
	state: NeedFinding['state'];
	/** Which needs, and whether they are met. */
	label: string;
	sentence: string;
}

/** A line for each need; those that nobody can say anything of share the last one. */
export function needLines(found: readonly NeedFinding[], district: KnownDistrict | undefined): NeedLine[] {
	const line = (ones: readonly NeedFinding[], state: NeedFinding['state'], sentence: string): NeedLine => {
		const said = needsLine(ones.map(({ need }) => need));
		return { state, label: m.findings_label({ needs: said, state: states[state]() }), sentence };
	};
	const silent = found.filter(({ state }) => state === 'no_data');
	const nation = district?.nation;
	return [
		...found
			.filter(({ state }) => state !== 'no_data')
			.map((one) => line([one], one.state, needSentence(one))),
		...(silent.length > 0
			? [line(silent, 'no_data', nation ? m.findings_say_nation({ nation }) : m.findings_say_unknown())]
			: [])
	];
}

function needSentence({ need: which, state, nearest }: NeedFinding): string {
	const need = needWithin(which);
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
