/** What stands in public beside what a group says now, field by field. Progress is no part of it: nobody looks at figures. */
import { formatAmount } from '$lib/ui/amount.ts';
import { formatDate, formatNumber, m } from '$lib/i18n';
import { linksWithin, textsIn } from '$lib/rules/found-links.ts';
import type { Shown } from './entry.ts';
import { kindWords } from './words.ts';

export interface Line {
	id: string;
	label: string;
	/** In public; absent where nothing stands there. */
	shown?: string;
	/** As the group says it now. */
	now?: string;
	mark?: 'new' | 'changed' | 'gone';
}

/** Says nothing that anybody typed, or has a line of its own. */
const PASSED_OVER = new Set([
	...['_id', '_rev', 'type', 'schema', 'created_at', 'created_by', 'slug', 'registered_at', 'as_of'],
	...['status', 'verified', 'pilot', 'commitments', 'review', 'kind', 'point', 'tags']
]);

const labels: Record<string, () => string> = {
	name: m.moderators_field_name,
	kind: m.moderators_field_kind,
	about: m.moderators_field_about,
	place: m.moderators_field_place,
	postcode: m.moderators_field_postcode,
	display_area: m.moderators_field_area,
	point: m.moderators_field_point,
	tags: m.moderators_field_tags,
	links: m.moderators_field_links,
	partners: m.moderators_field_partners,
	review: m.moderators_field_review
};
const ORDER = Object.keys(labels);

/** Every field that is filled in on either side, in the order of the public page, promises last. */
export function linesOf(shown: Shown | undefined, now: Shown | undefined): Line[] {
	const [before, after] = [fieldsOf(shown), fieldsOf(now)];
	const place = (id: string) => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);
	const ids = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => place(a) - place(b));
	return ids.map((id) => {
		const [was, is] = [before.get(id), after.get(id)];
		const mark = !shown || !now ? undefined : markOf(was?.text, is?.text);
		return {
			id,
			label: (is ?? was)?.label ?? id,
			...(was && { shown: was.text }),
			...(is && { now: is.text }),
			...(mark && { mark })
		};
	});
}

/** Links that are not in public yet. */
export function newLinks(shown: Shown | undefined, now: Shown | undefined): string[] {
	const known = new Set(linksWithin(shown));
	return linksWithin(now).filter((link) => !known.has(link));
}

function markOf(was: string | undefined, is: string | undefined): Line['mark'] {
	if (was === is) return undefined;
	return was === undefined ? 'new' : is === undefined ? 'gone' : 'changed';
}

function fieldsOf(view: Shown | undefined): Map<string, { label: string; text: string }> {
	const found = new Map<string, { label: string; text: string }>();
	if (!view) return found;
	const put = (id: string, text: string, label = labels[id]?.() ?? id) => {
		if (text) found.set(id, { label, text });
	};
	// A field that is new tomorrow is looked at as well.
	for (const [id, value] of Object.entries(view))
		if (!PASSED_OVER.has(id)) put(id, textsIn(value).join('\n'));
	put('kind', kindWords(view.kind));
	put('tags', view.tags.join(', '));
	if (view.point) put('point', view.point.toReversed().map(formatNumber).join(', '));
	put('review', view.review?.summary ?? '');
	for (const one of view.commitments) {
		const { area, title, difference, measure, target } = one;
		const goal = m.commitments_target_by({
			target: formatAmount(target.value, measure),
			date: formatDate(target.by)
		});
		const label = area === 'action' ? m.commitments_area_action() : m.commitments_area_enterprise();
		put(`commitment ${one.id}`, [title, difference, `${measure.label}: ${goal}`].join('\n'), label);
	}
	return found;
}
