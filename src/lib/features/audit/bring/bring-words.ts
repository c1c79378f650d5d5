import { formatNumber, formatSize, m } from '$lib/i18n';
import {
	MOST_COOPS,
	type CoopColumn,
	type CoopRowProblem,
	type CoopRowRemark
} from '$lib/rules/read-coops.ts';
import { LARGEST_FILE, type Unreadable } from '$lib/rules/read-file.ts';

/** Why nothing of a file can be brought. */
export type Unusable = Unreadable | 'too_many';

export const unusableWords: Record<Unusable, () => string> = {
	empty: m.doors_unreadable_empty,
	too_large: () => m.bring_too_large({ limit: formatSize(LARGEST_FILE) }),
	too_many: () => m.bring_too_many({ limit: formatNumber(MOST_COOPS) }),
	spreadsheet: m.doors_unreadable_spreadsheet,
	not_text: m.doors_unreadable_not_text,
	gone: m.doors_unreadable_gone,
	web_page: m.map_unreadable_web_page,
	xml: m.bring_xml,
	json_broken: m.map_unreadable_json_broken,
	not_extract: m.bring_not_geojson,
	no_addresses: m.doors_unreadable_empty,
	other_coordinates: m.map_unreadable_other_coordinates,
	overpass_stopped: m.map_unreadable_overpass_stopped
};

export const columnWords: Record<CoopColumn, () => string> = {
	name: m.bring_column_name,
	postcode: m.bring_column_postcode,
	place: m.bring_column_place,
	address: m.bring_column_address,
	website: m.bring_column_website,
	needs: m.bring_column_needs,
	lat: m.bring_column_lat,
	lon: m.bring_column_lon
};

export const wrongWords: Record<CoopRowProblem, () => string> = {
	name_missing: m.bring_wrong_name_missing,
	shifted: m.bring_wrong_shifted,
	postcode_wrong: m.bring_wrong_postcode,
	too_long: m.bring_wrong_too_long,
	formula: m.bring_wrong_formula,
	characters_wrong: m.doors_wrong_characters_wrong
};

export const remarkWords: Record<CoopRowRemark, () => string> = {
	position_unreadable: m.bring_remark_unreadable,
	position_zero: m.bring_remark_zero,
	position_swapped: m.bring_remark_swapped,
	position_outside: m.bring_remark_outside,
	website_wrong: m.bring_remark_website
};
