import { m } from '$lib/i18n';
import { lines, type Example } from './example.ts';

/** Sharing, and deciding together. */
export function sharingExamples(): Example[] {
	return [
		{
			id: 'swap',
			area: 'action',
			title: m.commitments_example_swap_title(),
			difference: m.commitments_example_swap_difference(),
			measure: {
				label: m.commitments_example_swap_measure(),
				unit: m.commitments_unit_items(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'items',
			target: 300,
			months: 12,
			size: m.commitments_example_swap_size(),
			steps: lines(m.commitments_example_swap_steps()),
			resources: lines(m.commitments_example_swap_resources()),
			principles: [3, 7],
			tags: ['clothes swap', 'reuse']
		},
		{
			id: 'uniform',
			area: 'action',
			title: m.commitments_example_uniform_title(),
			difference: m.commitments_example_uniform_difference(),
			measure: {
				label: m.commitments_example_uniform_measure(),
				unit: m.commitments_unit_pounds(),
				kind: 'money',
				adds: 'sum',
				better: 'up'
			},
			counted: 'saved',
			target: 1500,
			months: 6,
			size: m.commitments_example_uniform_size(),
			steps: lines(m.commitments_example_uniform_steps()),
			resources: lines(m.commitments_example_uniform_resources()),
			principles: [3, 7],
			tags: ['clothes swap', 'school', 'money']
		},
		{
			id: 'tools',
			area: 'action',
			title: m.commitments_example_tools_title(),
			difference: m.commitments_example_tools_difference(),
			measure: {
				label: m.commitments_example_tools_measure(),
				unit: m.commitments_unit_loans(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 100,
			months: 12,
			size: m.commitments_example_tools_size(),
			steps: lines(m.commitments_example_tools_steps()),
			resources: lines(m.commitments_example_tools_resources()),
			principles: [1, 2, 3],
			tags: ['sharing', 'tools']
		},
		{
			id: 'repair',
			area: 'action',
			title: m.commitments_example_repair_title(),
			difference: m.commitments_example_repair_difference(),
			measure: {
				label: m.commitments_example_repair_measure(),
				unit: m.commitments_unit_things(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 60,
			months: 12,
			size: m.commitments_example_repair_size(),
			steps: lines(m.commitments_example_repair_steps()),
			resources: lines(m.commitments_example_repair_resources()),
			principles: [5, 7],
			tags: ['reuse', 'tools']
		},
		{
			id: 'garden',
			area: 'action',
			title: m.commitments_example_garden_title(),
			difference: m.commitments_example_garden_difference(),
			measure: {
				label: m.commitments_example_garden_measure(),
				unit: m.commitments_unit_households(),
				kind: 'count',
				adds: 'latest',
				better: 'up'
			},
			target: 20,
			months: 12,
			size: m.commitments_example_garden_size(),
			steps: lines(m.commitments_example_garden_steps()),
			resources: lines(m.commitments_example_garden_resources()),
			principles: [1, 2, 3],
			tags: ['food', 'gardens']
		},
		{
			id: 'hours',
			area: 'action',
			title: m.commitments_example_hours_title(),
			difference: m.commitments_example_hours_difference(),
			measure: {
				label: m.commitments_example_hours_measure(),
				unit: m.commitments_unit_hours(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 200,
			months: 12,
			size: m.commitments_example_hours_size(),
			steps: lines(m.commitments_example_hours_steps()),
			resources: lines(m.commitments_example_hours_resources()),
			principles: [1, 2, 3],
			tags: ['sharing', 'skills']
		},
		{
			id: 'tenants',
			area: 'action',
			title: m.commitments_example_tenants_title(),
			difference: m.commitments_example_tenants_difference(),
			measure: {
				label: m.commitments_example_tenants_measure(),
				unit: m.commitments_unit_changes(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 3,
			months: 12,
			size: m.commitments_example_tenants_size(),
			steps: lines(m.commitments_example_tenants_steps()),
			resources: lines(m.commitments_example_tenants_resources()),
			principles: [2, 4, 6],
			tags: ['tenants', 'homes']
		},
		{
			id: 'youth',
			area: 'action',
			title: m.commitments_example_youth_title(),
			difference: m.commitments_example_youth_difference(),
			measure: {
				label: m.commitments_example_youth_measure(),
				unit: m.commitments_unit_young_people(),
				kind: 'count',
				adds: 'latest',
				better: 'up'
			},
			target: 12,
			months: 6,
			size: m.commitments_example_youth_size(),
			steps: lines(m.commitments_example_youth_steps()),
			resources: lines(m.commitments_example_youth_resources()),
			principles: [2, 4, 5],
			tags: ['young people']
		},
		{
			id: 'budget',
			area: 'action',
			title: m.commitments_example_budget_title(),
			difference: m.commitments_example_budget_difference(),
			measure: {
				label: m.commitments_example_budget_measure(),
				unit: m.commitments_unit_of_five(),
				kind: 'rating',
				adds: 'latest',
				better: 'up'
			},
			baseline: 2,
			target: 4,
			months: 6,
			size: m.commitments_example_budget_size(),
			steps: lines(m.commitments_example_budget_steps()),
			resources: lines(m.commitments_example_budget_resources()),
			principles: [2, 3],
			tags: ['money', 'meeting']
		}
	];
}
