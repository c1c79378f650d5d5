import fc from 'fast-check';
import { anyFault, type Fault } from './faults.ts';

/** What happens in a schedule, as plain data: it is printed, kept and replayed. */
export type Command =
	| { do: 'write'; phone: number; kind: Written; tab: number }
	| { do: 'edit'; phone: number; what: Edited; tab: number }
	| { do: 'undo'; phone: number }
	| { do: 'erase'; phone: number; tab: number }
	| { do: 'hand over'; from: number; to: number }
	| { do: 'sync'; phone: number; urgency: 'soon' | 'now' | 'check'; faults: Fault[] }
	| { do: 'sync at once'; phones: number[]; faults: Fault[] }
	| { do: 'write while syncing'; phone: number; what: Edited }
	| { do: 'back up' }
	| { do: 'restore'; announced: boolean }
	| { do: 'recreate' }
	| { do: 'deny'; kind: string }
	| { do: 'allow' }
	| { do: 'revoke'; phone: number }
	| { do: 'admit'; phone: number }
	| { do: 'end sessions' }
	| { do: 'clock'; phone: number; years: number }
	| { do: 'wait'; hours: number }
	| { do: 'kill'; phone: number; call: number; during: Fatal }
	| { do: 'evict'; phone: number }
	| { do: 'leader change'; phone: number; at: number; after: number }
	| { do: 'app'; phone: number; age: Age }
	| { do: 'newer app'; what: 'field' | 'kind' };

/** What a phone may die of. */
export type Fatal = 'write' | 'edit' | 'erase' | 'hand over' | 'sync' | 'start';

/** Which app a phone has: the one of this code, or one from before the store was last changed. */
export type Age = 'now' | 'older';

export const writtenKinds = [
	'visit',
	'suppression',
	'progress',
	'commitment',
	'patch',
	'door',
	'many',
	'building',
	'count',
	'contact',
	'round',
	'keyed',
	'event',
	'task',
	'rsvp',
	'tally',
	'coop',
	'audit'
] as const;
export type Written = (typeof writtenKinds)[number];
export const editedWhat = [
	'community.about',
	'community.name',
	'patch.script',
	'patch.streets',
	'door.locality',
	'commitment.title',
	'member.name',
	'community.status',
	'patch.invite',
	'patch.assigned',
	'building.note',
	'round.end',
	'round.back_by',
	'contact.name',
	'contact.email',
	'event.place',
	'task.note',
	'rsvp.note',
	'coop.place'
] as const;
export type Edited = (typeof editedWhat)[number];

const phone = fc.integer({ min: 0, max: 2 });
const faults = fc.oneof(
	{ weight: 3, arbitrary: fc.constant([] as Fault[]) },
	{ weight: 4, arbitrary: fc.tuple(anyFault) },
	{ weight: 1, arbitrary: fc.tuple(anyFault, anyFault) }
) as fc.Arbitrary<Fault[]>;
// Several phones are to know of one contact, and one of them to erase it.
const what = fc.constantFrom(...editedWhat, 'contact.name' as const, 'contact.name' as const);
const command = <D extends Command['do'], F extends object>(name: D, fields: fc.Arbitrary<F>) =>
	fields.map((given) => ({ do: name, ...given }) as unknown as Command);
const bare = fc.constant({});

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
	{
		weight: 5,
		arbitrary: command(
			'write',
			fc.record({ phone, kind: fc.constantFrom(...writtenKinds), tab: fc.constantFrom(0, 0, 1) })
		)
	},
	{ weight: 7, arbitrary: command('edit', fc.record({ phone, what, tab: fc.constantFrom(0, 0, 0, 1) })) },
	{ weight: 1, arbitrary: command('undo', fc.record({ phone })) },
	{ weight: 3, arbitrary: command('erase', fc.record({ phone, tab: fc.constantFrom(0, 0, 0, 1) })) },
	{ weight: 2, arbitrary: command('hand over', fc.record({ from: phone, to: phone })) },
	{
		weight: 11,
		arbitrary: command(
			'sync',
			fc.record({ phone, urgency: fc.constantFrom('soon', 'soon', 'soon', 'now', 'check'), faults })
		)
	},
	{
		weight: 2,
		arbitrary: command(
			'sync at once',
			fc.record({ phones: fc.constantFrom([0, 1], [1, 2], [0, 1, 2], [2, 0]), faults })
		)
	},
	{ weight: 2, arbitrary: command('write while syncing', fc.record({ phone, what })) },
	{ weight: 1, arbitrary: command('back up', bare) },
	{ weight: 2, arbitrary: command('restore', fc.record({ announced: fc.boolean() })) },
	{ weight: 1, arbitrary: command('recreate', bare) },
	{
		weight: 1,
		arbitrary: command(
			'deny',
			fc.record({ kind: fc.constantFrom('visit', 'patch', 'community', 'door', 'everything') })
		)
	},
	{ weight: 1, arbitrary: command('allow', bare) },
	{ weight: 1, arbitrary: command('revoke', fc.record({ phone })) },
	{ weight: 1, arbitrary: command('admit', fc.record({ phone })) },
	{ weight: 1, arbitrary: command('end sessions', bare) },
	{ weight: 1, arbitrary: command('clock', fc.record({ phone, years: fc.constantFrom(-10, 10) })) },
	{ weight: 1, arbitrary: command('wait', fc.record({ hours: fc.constantFrom(1, 25, 400) })) },
	{
		weight: 3,
		arbitrary: command(
			'kill',
			fc.record({
				phone,
				call: fc.integer({ min: 1, max: 60 }),
				during: fc.constantFrom('write', 'edit', 'erase', 'hand over', 'sync', 'sync', 'sync', 'start')
			})
		)
	},
	{ weight: 2, arbitrary: command('evict', fc.record({ phone })) },
	{
		weight: 2,
		arbitrary: command(
			'leader change',
			fc.record({
				phone,
				at: fc.constantFrom(0, 1, 1, 2, 2, 3, 3, 4, 5, 6),
				after: fc.integer({ min: 0, max: 6 })
			})
		)
	},
	{
		weight: 2,
		arbitrary: command('app', fc.record({ phone, age: fc.constantFrom<Age[]>('older', 'older', 'now') }))
	},
	{ weight: 1, arbitrary: command('newer app', fc.record({ what: fc.constantFrom('field', 'kind') })) }
);

export const commandNames: readonly Command['do'][] = [
	...([
		'write',
		'edit',
		'undo',
		'sync',
		'sync at once',
		'write while syncing',
		'back up',
		'restore'
	] as const),
	...(['recreate', 'deny', 'allow', 'revoke', 'admit', 'end sessions', 'clock', 'wait', 'kill'] as const),
	...(['evict', 'leader change', 'app', 'newer app', 'erase', 'hand over'] as const)
];

export interface Schedule {
	/** What the phones' and the line's chances are drawn from. */
	seed: number;
	/** Roles of the phones beside the founder's. */
	others: ('organiser' | 'volunteer')[];
	/** Whether somebody of the first street has left a number, and a block of flats stands there. */
	offered?: boolean;
	commands: Command[];
}

export const anySchedule = (most: number): fc.Arbitrary<Schedule> =>
	fc.record({
		seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
		others: fc.constantFrom<Schedule['others']>(['organiser'], ['volunteer'], ['organiser', 'volunteer']),
		offered: fc.boolean(),
		commands: fc.array(anyCommand, { minLength: 2, maxLength: most })
	});
