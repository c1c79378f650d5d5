import { m } from '$lib/i18n';
import { fedMeasure } from '../fed-words.ts';
import { lines, type Example } from './example.ts';

/** Making co-ops known, and joining them. */
export function promotingExamples(): Example[] {
	return [
		{
			id: 'website',
			area: 'enterprise',
			title: m.commitments_example_website_title(),
			difference: m.commitments_example_website_difference(),
			measure: {
				label: m.commitments_example_website_measure(),
				unit: m.commitments_unit_page(),
				kind: 'yes_no',
				adds: 'latest',
				better: 'up'
			},
			target: 1,
			months: 4,
			size: m.commitments_example_website_size(),
			steps: lines(m.commitments_example_website_steps()),
			resources: lines(m.commitments_example_website_resources()),
			principles: [5, 6],
			tags: ['directory', 'website']
		},
		{
			id: 'flyer',
			area: 'enterprise',
			title: m.commitments_example_flyer_title(),
			difference: m.commitments_example_flyer_difference(),
			measure: {
				...fedMeasure('cards'),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'cards',
			target: 400,
			months: 6,
			size: m.commitments_example_flyer_size(),
			steps: lines(m.commitments_example_flyer_steps()),
			resources: lines(m.commitments_example_flyer_resources()),
			principles: [5, 6],
			tags: ['directory', 'flyer']
		},
		{
			id: 'openday',
			area: 'enterprise',
			title: m.commitments_example_openday_title(),
			difference: m.commitments_example_openday_difference(),
			measure: {
				label: m.commitments_example_openday_measure(),
				unit: m.commitments_unit_people(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'attendance',
			target: 80,
			months: 9,
			size: m.commitments_example_openday_size(),
			steps: lines(m.commitments_example_openday_steps()),
			resources: lines(m.commitments_example_openday_resources()),
			principles: [5, 6],
			tags: ['events']
		},
		{
			id: 'trail',
			area: 'enterprise',
			title: m.commitments_example_trail_title(),
			difference: m.commitments_example_trail_difference(),
			measure: {
				label: m.commitments_example_trail_measure(),
				unit: m.commitments_unit_people(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'attendance',
			target: 100,
			months: 12,
			size: m.commitments_example_trail_size(),
			steps: lines(m.commitments_example_trail_steps()),
			resources: lines(m.commitments_example_trail_resources()),
			principles: [5],
			tags: ['events', 'history']
		},
		{
			id: 'members',
			area: 'enterprise',
			title: m.commitments_example_members_title(),
			difference: m.commitments_example_members_difference(),
			measure: {
				label: m.commitments_example_members_measure(),
				unit: m.commitments_unit_members(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 50,
			months: 12,
			size: m.commitments_example_members_size(),
			steps: lines(m.commitments_example_members_steps()),
			resources: lines(m.commitments_example_members_resources()),
			principles: [1, 3],
			tags: ['members']
		},
		{
			id: 'school',
			area: 'enterprise',
			title: m.commitments_example_school_title(),
			difference: m.commitments_example_school_difference(),
			measure: {
				label: m.commitments_example_school_measure(),
				unit: m.commitments_unit_pupils(),
				kind: 'count',
				adds: 'latest',
				better: 'up'
			},
			target: 15,
			months: 12,
			size: m.commitments_example_school_size(),
			steps: lines(m.commitments_example_school_steps()),
			resources: lines(m.commitments_example_school_resources()),
			principles: [2, 3, 5],
			tags: ['school', 'young people']
		}
	];
}
