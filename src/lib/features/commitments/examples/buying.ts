import { m } from '$lib/i18n';
import { lines, type Example } from './example.ts';

/** Buying and saving together. */
export function buyingExamples(): Example[] {
	return [
		{
			id: 'orders',
			area: 'enterprise',
			title: m.commitments_example_orders_title(),
			difference: m.commitments_example_orders_difference(),
			measure: {
				label: m.commitments_example_orders_measure(),
				unit: m.commitments_unit_pounds(),
				kind: 'money',
				adds: 'sum',
				better: 'up'
			},
			counted: 'saved',
			target: 1000,
			months: 12,
			size: m.commitments_example_orders_size(),
			steps: lines(m.commitments_example_orders_steps()),
			resources: lines(m.commitments_example_orders_resources()),
			principles: [1, 3, 6],
			tags: ['food', 'joint order', 'money']
		},
		{
			id: 'foodclub',
			area: 'enterprise',
			title: m.commitments_example_foodclub_title(),
			difference: m.commitments_example_foodclub_difference(),
			measure: {
				label: m.commitments_example_foodclub_measure(),
				unit: m.commitments_unit_households(),
				kind: 'count',
				adds: 'latest',
				better: 'up'
			},
			target: 40,
			months: 12,
			size: m.commitments_example_foodclub_size(),
			steps: lines(m.commitments_example_foodclub_steps()),
			resources: lines(m.commitments_example_foodclub_resources()),
			principles: [1, 2, 3],
			tags: ['food', 'money']
		},
		{
			id: 'basket',
			area: 'enterprise',
			title: m.commitments_example_basket_title(),
			difference: m.commitments_example_basket_difference(),
			measure: {
				label: m.commitments_example_basket_measure(),
				unit: m.commitments_unit_pounds(),
				kind: 'money',
				adds: 'latest',
				better: 'down'
			},
			baseline: 42,
			target: 36,
			months: 12,
			size: m.commitments_example_basket_size(),
			steps: lines(m.commitments_example_basket_steps()),
			resources: lines(m.commitments_example_basket_resources()),
			principles: [3, 7],
			tags: ['food', 'money']
		},
		{
			id: 'credit',
			area: 'enterprise',
			title: m.commitments_example_credit_title(),
			difference: m.commitments_example_credit_difference(),
			measure: {
				label: m.commitments_example_credit_measure(),
				unit: m.commitments_unit_savers(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 40,
			months: 12,
			size: m.commitments_example_credit_size(),
			steps: lines(m.commitments_example_credit_steps()),
			resources: lines(m.commitments_example_credit_resources()),
			principles: [1, 3],
			tags: ['money', 'credit union']
		},
		{
			id: 'lofts',
			area: 'enterprise',
			title: m.commitments_example_lofts_title(),
			difference: m.commitments_example_lofts_difference(),
			measure: {
				label: m.commitments_example_lofts_measure(),
				unit: m.commitments_unit_homes(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 15,
			months: 12,
			size: m.commitments_example_lofts_size(),
			steps: lines(m.commitments_example_lofts_steps()),
			resources: lines(m.commitments_example_lofts_resources()),
			principles: [3, 6, 7],
			tags: ['energy', 'homes', 'joint order']
		},
		{
			id: 'care',
			area: 'enterprise',
			title: m.commitments_example_care_title(),
			difference: m.commitments_example_care_difference(),
			measure: {
				label: m.commitments_example_care_measure(),
				unit: m.commitments_unit_families(),
				kind: 'count',
				adds: 'latest',
				better: 'up'
			},
			target: 20,
			months: 12,
			size: m.commitments_example_care_size(),
			steps: lines(m.commitments_example_care_steps()),
			resources: lines(m.commitments_example_care_resources()),
			principles: [1, 2, 7],
			tags: ['care', 'start-up']
		}
	];
}
