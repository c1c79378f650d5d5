import { m } from '$lib/i18n';
import { lines, type Example } from './example.ts';

/** Co-ops that trade with one another, and new ones. */
export function tradingExamples(): Example[] {
	return [
		{
			id: 'referrals',
			area: 'enterprise',
			title: m.commitments_example_referrals_title(),
			difference: m.commitments_example_referrals_difference(),
			measure: {
				label: m.commitments_example_referrals_measure(),
				unit: m.commitments_unit_referrals(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'referred',
			target: 20,
			months: 12,
			size: m.commitments_example_referrals_size(),
			steps: lines(m.commitments_example_referrals_steps()),
			resources: lines(m.commitments_example_referrals_resources()),
			principles: [6],
			tags: ['trade']
		},
		{
			id: 'meeting',
			area: 'enterprise',
			title: m.commitments_example_meeting_title(),
			difference: m.commitments_example_meeting_difference(),
			measure: {
				label: m.commitments_example_meeting_measure(),
				unit: m.commitments_unit_coops(),
				kind: 'count',
				adds: 'max',
				better: 'up'
			},
			target: 6,
			months: 4,
			size: m.commitments_example_meeting_size(),
			steps: lines(m.commitments_example_meeting_steps()),
			resources: lines(m.commitments_example_meeting_resources()),
			principles: [6],
			tags: ['trade', 'meeting']
		},
		{
			id: 'supplies',
			area: 'enterprise',
			title: m.commitments_example_supplies_title(),
			difference: m.commitments_example_supplies_difference(),
			measure: {
				label: m.commitments_example_supplies_measure(),
				unit: m.commitments_unit_coops(),
				kind: 'count',
				adds: 'latest',
				better: 'up'
			},
			target: 5,
			months: 9,
			size: m.commitments_example_supplies_size(),
			steps: lines(m.commitments_example_supplies_steps()),
			resources: lines(m.commitments_example_supplies_resources()),
			principles: [3, 6],
			tags: ['trade', 'joint order']
		},
		{
			id: 'spend',
			area: 'enterprise',
			title: m.commitments_example_spend_title(),
			difference: m.commitments_example_spend_difference(),
			measure: {
				label: m.commitments_example_spend_measure(),
				unit: m.commitments_unit_pounds(),
				kind: 'money',
				adds: 'sum',
				better: 'up'
			},
			target: 4000,
			months: 12,
			size: m.commitments_example_spend_size(),
			steps: lines(m.commitments_example_spend_steps()),
			resources: lines(m.commitments_example_spend_resources()),
			principles: [3, 6],
			tags: ['trade', 'money']
		},
		{
			id: 'council',
			area: 'enterprise',
			title: m.commitments_example_council_title(),
			difference: m.commitments_example_council_difference(),
			measure: {
				label: m.commitments_example_council_measure(),
				unit: m.commitments_unit_decision(),
				kind: 'yes_no',
				adds: 'latest',
				better: 'up'
			},
			target: 1,
			months: 18,
			size: m.commitments_example_council_size(),
			steps: lines(m.commitments_example_council_steps()),
			resources: lines(m.commitments_example_council_resources()),
			principles: [4, 6],
			tags: ['council', 'trade']
		},
		{
			id: 'useful',
			area: 'enterprise',
			title: m.commitments_example_useful_title(),
			difference: m.commitments_example_useful_difference(),
			measure: {
				label: m.commitments_example_useful_measure(),
				unit: m.commitments_unit_of_five(),
				kind: 'rating',
				adds: 'latest',
				better: 'up'
			},
			baseline: 2,
			target: 4,
			months: 12,
			size: m.commitments_example_useful_size(),
			steps: lines(m.commitments_example_useful_steps()),
			resources: lines(m.commitments_example_useful_resources()),
			principles: [5, 6],
			tags: ['trade', 'learning']
		},
		{
			id: 'startup',
			area: 'enterprise',
			title: m.commitments_example_startup_title(),
			difference: m.commitments_example_startup_difference(),
			measure: {
				label: m.commitments_example_startup_measure(),
				unit: m.commitments_unit_coop(),
				kind: 'yes_no',
				adds: 'latest',
				better: 'up'
			},
			target: 1,
			months: 18,
			size: m.commitments_example_startup_size(),
			steps: lines(m.commitments_example_startup_steps()),
			resources: lines(m.commitments_example_startup_resources()),
			principles: [1, 2, 3],
			tags: ['start-up', 'work']
		},
		{
			id: 'shop',
			area: 'enterprise',
			title: m.commitments_example_shop_title(),
			difference: m.commitments_example_shop_difference(),
			measure: {
				label: m.commitments_example_shop_measure(),
				unit: m.commitments_unit_pounds(),
				kind: 'money',
				adds: 'latest',
				better: 'up'
			},
			target: 60000,
			months: 12,
			size: m.commitments_example_shop_size(),
			steps: lines(m.commitments_example_shop_steps()),
			resources: lines(m.commitments_example_shop_resources()),
			principles: [1, 3, 7],
			tags: ['shop', 'village', 'start-up']
		}
	];
}
