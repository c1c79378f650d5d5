/** What a public page that can't be shown says instead, by its address: what it would have been, and the way on. */
import { m } from '$lib/i18n';

export interface Absent {
	status: number;
	pathname: string;
	/** The parts of the address that nothing can answer. */
	asked?: string | undefined;
	/** What was sent is not what the page takes. */
	refused?: boolean;
}

const parts: Readonly<Record<string, () => string>> = {
	nation: m.nation_nation,
	region: m.nation_region,
	council: m.nation_council
};

/** The words of such a page, and the address of its first button. */
export function absentWords({ status, pathname, asked, refused }: Absent) {
	const all = { href: '/communities', on: m.registry_show_all() };
	if (asked !== undefined && pathname === '/nation')
		return {
			title: m.find_absurd(),
			text: m.nation_unknown_part({ field: (parts[asked] ?? m.nation_choose)().toLowerCase() }),
			href: '/nation',
			on: m.nation_whole()
		};
	if (asked !== undefined)
		return { title: m.find_absurd(), text: m.find_absurd_text({ fields: asked }), ...all };
	if (refused) return { title: m.app_error_refused_title(), text: m.app_error_refused(), ...all };
	if (status !== 404) return { title: m.registry_trouble(), text: m.registry_trouble_text(), ...all };
	if (pathname.startsWith('/interested/'))
		return {
			title: m.interested_own_absent(),
			text: m.interested_own_absent_text(),
			href: '/interested',
			on: m.find_interested()
		};
	if (pathname.startsWith('/deserts/'))
		return {
			title: m.deserts_absent(),
			text: m.deserts_absent_text(),
			href: '/deserts',
			on: m.deserts_absent_all()
		};
	if (pathname.includes('/events/'))
		return {
			title: m.calendar_public_absent(),
			text: m.calendar_public_absent_text(),
			href: '/events',
			on: m.calendar_public_all()
		};
	return { title: m.registry_missing(), text: m.registry_missing_text(), ...all };
}
