import { m } from '$lib/i18n';
import { fedMeasure } from '../fed-words.ts';
import { lines, type Example } from './example.ts';

/** From door to door: knowing one another. */
export function doorstepExamples(): Example[] {
	return [
		{
			id: 'cards',
			area: 'action',
			title: m.commitments_example_cards_title(),
			difference: m.commitments_example_cards_difference(),
			measure: {
				...fedMeasure('cards'),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'cards',
			target: 400,
			months: 3,
			size: m.commitments_example_cards_size(),
			steps: lines(m.commitments_example_cards_steps()),
			resources: lines(m.commitments_example_cards_resources()),
			principles: [1, 7],
			tags: ['neighbours']
		},
		{
			id: 'doors',
			area: 'action',
			title: m.commitments_example_doors_title(),
			difference: m.commitments_example_doors_difference(),
			measure: {
				...fedMeasure('doors'),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'doors',
			target: 400,
			months: 6,
			size: m.commitments_example_doors_size(),
			steps: lines(m.commitments_example_doors_steps()),
			resources: lines(m.commitments_example_doors_resources()),
			principles: [1, 7],
			tags: ['neighbours']
		},
		{
			id: 'talks',
			area: 'action',
			title: m.commitments_example_talks_title(),
			difference: m.commitments_example_talks_difference(),
			measure: {
				...fedMeasure('talks'),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'talks',
			target: 150,
			months: 6,
			size: m.commitments_example_talks_size(),
			steps: lines(m.commitments_example_talks_steps()),
			resources: lines(m.commitments_example_talks_resources()),
			principles: [2, 5, 7],
			tags: ['neighbours']
		},
		{
			id: 'welcome',
			area: 'action',
			title: m.commitments_example_welcome_title(),
			difference: m.commitments_example_welcome_difference(),
			measure: {
				label: m.commitments_example_welcome_measure(),
				unit: m.commitments_unit_households(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 30,
			months: 12,
			size: m.commitments_example_welcome_size(),
			steps: lines(m.commitments_example_welcome_steps()),
			resources: lines(m.commitments_example_welcome_resources()),
			principles: [1, 7],
			tags: ['neighbours', 'welcome']
		},
		{
			id: 'names',
			area: 'action',
			title: m.commitments_example_names_title(),
			difference: m.commitments_example_names_difference(),
			measure: {
				label: m.commitments_example_names_measure(),
				unit: m.commitments_unit_percent(),
				kind: 'percent',
				adds: 'latest',
				better: 'up'
			},
			baseline: 30,
			target: 60,
			months: 12,
			size: m.commitments_example_names_size(),
			steps: lines(m.commitments_example_names_steps()),
			resources: lines(m.commitments_example_names_resources()),
			principles: [5, 7],
			tags: ['neighbours']
		},
		{
			id: 'phonetree',
			area: 'action',
			title: m.commitments_example_phonetree_title(),
			difference: m.commitments_example_phonetree_difference(),
			measure: {
				label: m.commitments_example_phonetree_measure(),
				unit: m.commitments_unit_percent(),
				kind: 'percent',
				adds: 'latest',
				better: 'up'
			},
			target: 60,
			months: 9,
			size: m.commitments_example_phonetree_size(),
			steps: lines(m.commitments_example_phonetree_steps()),
			resources: lines(m.commitments_example_phonetree_resources()),
			principles: [4, 7],
			tags: ['neighbours', 'care']
		}
	];
}
