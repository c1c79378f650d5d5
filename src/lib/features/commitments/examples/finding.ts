import { m } from '$lib/i18n';
import { lines, type Example } from './example.ts';

/** Finding out which co-ops there are, and which are missing. */
export function findingExamples(): Example[] {
	return [
		{
			id: 'directory',
			area: 'enterprise',
			title: m.commitments_example_directory_title(),
			difference: m.commitments_example_directory_difference(),
			measure: {
				label: m.commitments_example_directory_measure(),
				unit: m.commitments_unit_coops(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'audited',
			target: 25,
			months: 4,
			size: m.commitments_example_directory_size(),
			steps: lines(m.commitments_example_directory_steps()),
			resources: lines(m.commitments_example_directory_resources()),
			principles: [5, 6],
			tags: ['directory']
		},
		{
			id: 'desert',
			area: 'enterprise',
			title: m.commitments_example_desert_title(),
			difference: m.commitments_example_desert_difference(),
			measure: {
				label: m.commitments_example_desert_measure(),
				unit: m.commitments_unit_needs(),
				kind: 'count',
				adds: 'latest',
				better: 'up'
			},
			target: 8,
			months: 6,
			size: m.commitments_example_desert_size(),
			steps: lines(m.commitments_example_desert_steps()),
			resources: lines(m.commitments_example_desert_resources()),
			principles: [5, 7],
			tags: ['directory', 'deserts']
		},
		{
			id: 'asking',
			area: 'enterprise',
			title: m.commitments_example_asking_title(),
			difference: m.commitments_example_asking_difference(),
			measure: {
				label: m.commitments_example_asking_measure(),
				unit: m.commitments_unit_coops(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 12,
			months: 6,
			size: m.commitments_example_asking_size(),
			steps: lines(m.commitments_example_asking_steps()),
			resources: lines(m.commitments_example_asking_resources()),
			principles: [5, 6],
			tags: ['directory', 'trade']
		},
		{
			id: 'known',
			area: 'enterprise',
			title: m.commitments_example_known_title(),
			difference: m.commitments_example_known_difference(),
			measure: {
				label: m.commitments_example_known_measure(),
				unit: m.commitments_unit_percent(),
				kind: 'percent',
				adds: 'latest',
				better: 'up'
			},
			baseline: 20,
			target: 50,
			months: 12,
			size: m.commitments_example_known_size(),
			steps: lines(m.commitments_example_known_steps()),
			resources: lines(m.commitments_example_known_resources()),
			principles: [5],
			tags: ['directory', 'learning']
		}
	];
}
