/** What sorts of things there are to build on, in words. */
import { m } from '$lib/i18n';
import type { AssetSort } from './asset-draft.ts';

const sorts: Record<AssetSort, () => { one: string; all: string }> = {
	hall: () => ({ one: m.audit_sort_hall(), all: m.audit_sorts_hall() }),
	skill: () => ({ one: m.audit_sort_skill(), all: m.audit_sorts_skill() }),
	tenants_group: () => ({ one: m.audit_sort_tenants_group(), all: m.audit_sorts_tenants_group() }),
	land: () => ({ one: m.audit_sort_land(), all: m.audit_sorts_land() }),
	money: () => ({ one: m.audit_sort_money(), all: m.audit_sorts_money() }),
	other: () => ({ one: m.audit_sort_other(), all: m.audit_sorts_other() })
};

/** “Hall or room”, and above several of them “Halls and rooms”. */
export const sortWords = (sort: AssetSort): { one: string; all: string } => sorts[sort]();
