import { m } from '$lib/i18n';
import {
	asset,
	audit,
	coop,
	type AnyRecord,
	type AssetInput,
	type AuditNoteInput,
	type Author,
	type CoopInput
} from '$lib/records';
import { made } from './demo-made.ts';

type By = (person: number, at: Date) => Author;
const DAY = 86_400_000;

/** A co-op of the demo, and who looked at it so many days ago: the first to see it wrote it down. */
interface DemoCoop extends CoopInput {
	looks: (Omit<AuditNoteInput, 'of'> & { by: number; days: number })[];
}

const coops = (): DemoCoop[] => [
	{
		...{
			name: m.group_demo_audit_bakers(),
			address: '4 Toad Lane',
			place: 'Rochdale',
			point: [-2.1602, 53.6176]
		},
		needs: ['food', 'work'],
		looks: [
			{
				...{
					by: 0,
					days: 21,
					seen: 'new',
					is_coop: 'coop',
					hours: m.group_demo_audit_bakers_hours(),
					members: 9
				},
				...{ wants_trade: 'yes', evidence: [{ principle: 2, words: m.group_demo_audit_bakers_vote() }] }
			},
			{ by: 2, days: 3, seen: 'confirmed' }
		]
	},
	{
		...{
			name: m.group_demo_audit_union(),
			address: '11 Drake Street',
			place: 'Rochdale',
			point: [-2.1561, 53.6155]
		},
		needs: ['finance'],
		looks: [{ by: 1, days: 20, seen: 'new', is_coop: 'coop', uses: m.group_demo_audit_union_uses() }]
	},
	{
		...{ name: m.group_demo_audit_plots(), place: 'Spotland', point: [-2.1652, 53.6189] },
		needs: ['food'],
		looks: [{ by: 2, days: 14, seen: 'new', is_coop: 'unsure' }]
	},
	{
		...{ name: m.group_demo_audit_repair(), place: 'Rochdale', point: [-2.1588, 53.6163] },
		needs: ['transport', 'work'],
		looks: [
			{ by: 1, days: 30, seen: 'new' },
			{ by: 3, days: 5, seen: 'moved', moved_to: { place: m.group_demo_audit_repair_now() } }
		]
	}
];

const assets = (): AssetInput[] => [
	{ sort: 'hall', name: m.group_demo_audit_hall(), place: m.group_demo_audit_hall_place() },
	{ sort: 'tenants_group', name: m.group_demo_audit_tenants() }
];

/** What the demo's people found on foot: four co-ops that nobody had listed, and what else there is to build on. */
export function demoAudit(by: By, now: Date): AnyRecord[] {
	const before = (person: number, days: number) => by(person, new Date(now.getTime() - days * DAY));
	return [
		...coops().flatMap(({ looks, ...listed }) => {
			const [first] = looks;
			const found = made(coop.make(listed, before(first?.by ?? 0, first?.days ?? 0)));
			const notes = looks.map(({ by: person, days, ...look }) =>
				made(audit.make({ of: found._id, ...look }, before(person, days)))
			);
			return [found, ...notes];
		}),
		...assets().map((each) => made(asset.make(each, before(0, 12))))
	];
}
