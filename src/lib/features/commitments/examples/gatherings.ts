import { m } from '$lib/i18n';
import { lines, type Example } from './example.ts';

/** Coming together: meetings, meals and mornings out. */
export function gatheringExamples(): Example[] {
	return [
		{
			id: 'firstmeeting',
			area: 'action',
			title: m.commitments_example_firstmeeting_title(),
			difference: m.commitments_example_firstmeeting_difference(),
			measure: {
				label: m.commitments_example_firstmeeting_measure(),
				unit: m.commitments_unit_percent(),
				kind: 'percent',
				adds: 'latest',
				better: 'up'
			},
			target: 60,
			months: 3,
			size: m.commitments_example_firstmeeting_size(),
			steps: lines(m.commitments_example_firstmeeting_steps()),
			resources: lines(m.commitments_example_firstmeeting_resources()),
			principles: [1, 2],
			tags: ['meeting']
		},
		{
			id: 'party',
			area: 'action',
			title: m.commitments_example_party_title(),
			difference: m.commitments_example_party_difference(),
			measure: {
				label: m.commitments_example_party_measure(),
				unit: m.commitments_unit_households(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 25,
			months: 6,
			size: m.commitments_example_party_size(),
			steps: lines(m.commitments_example_party_steps()),
			resources: lines(m.commitments_example_party_resources()),
			principles: [1, 7],
			tags: ['street party', 'food']
		},
		{
			id: 'meetup',
			area: 'action',
			title: m.commitments_example_meetup_title(),
			difference: m.commitments_example_meetup_difference(),
			measure: {
				label: m.commitments_example_meetup_measure(),
				unit: m.commitments_unit_people(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			counted: 'attendance',
			target: 60,
			months: 6,
			size: m.commitments_example_meetup_size(),
			steps: lines(m.commitments_example_meetup_steps()),
			resources: lines(m.commitments_example_meetup_resources()),
			principles: [1, 7],
			tags: ['neighbours']
		},
		{
			id: 'supper',
			area: 'action',
			title: m.commitments_example_supper_title(),
			difference: m.commitments_example_supper_difference(),
			measure: {
				label: m.commitments_example_supper_measure(),
				unit: m.commitments_unit_people(),
				kind: 'count',
				adds: 'max',
				better: 'up'
			},
			target: 40,
			months: 12,
			size: m.commitments_example_supper_size(),
			steps: lines(m.commitments_example_supper_steps()),
			resources: lines(m.commitments_example_supper_resources()),
			principles: [1, 3, 7],
			tags: ['food']
		},
		{
			id: 'play',
			area: 'action',
			title: m.commitments_example_play_title(),
			difference: m.commitments_example_play_difference(),
			measure: {
				label: m.commitments_example_play_measure(),
				unit: m.commitments_unit_afternoons(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 8,
			months: 12,
			size: m.commitments_example_play_size(),
			steps: lines(m.commitments_example_play_steps()),
			resources: lines(m.commitments_example_play_resources()),
			principles: [1, 7],
			tags: ['children', 'streets']
		},
		{
			id: 'cleanup',
			area: 'action',
			title: m.commitments_example_cleanup_title(),
			difference: m.commitments_example_cleanup_difference(),
			measure: {
				label: m.commitments_example_cleanup_measure(),
				unit: m.commitments_unit_bags(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 50,
			months: 6,
			size: m.commitments_example_cleanup_size(),
			steps: lines(m.commitments_example_cleanup_steps()),
			resources: lines(m.commitments_example_cleanup_resources()),
			principles: [7],
			tags: ['clean-up', 'streets']
		},
		{
			id: 'lane',
			area: 'action',
			title: m.commitments_example_lane_title(),
			difference: m.commitments_example_lane_difference(),
			measure: {
				label: m.commitments_example_lane_measure(),
				unit: m.commitments_unit_heaps(),
				kind: 'count',
				adds: 'latest',
				better: 'down'
			},
			baseline: 12,
			target: 3,
			months: 9,
			size: m.commitments_example_lane_size(),
			steps: lines(m.commitments_example_lane_steps()),
			resources: lines(m.commitments_example_lane_resources()),
			principles: [3, 7],
			tags: ['clean-up', 'streets']
		},
		{
			id: 'learning',
			area: 'action',
			title: m.commitments_example_learning_title(),
			difference: m.commitments_example_learning_difference(),
			measure: {
				label: m.commitments_example_learning_measure(),
				unit: m.commitments_unit_ideas(),
				kind: 'count',
				adds: 'sum',
				better: 'up'
			},
			target: 3,
			months: 9,
			size: m.commitments_example_learning_size(),
			steps: lines(m.commitments_example_learning_steps()),
			resources: lines(m.commitments_example_learning_resources()),
			principles: [5, 6],
			tags: ['learning']
		}
	];
}
