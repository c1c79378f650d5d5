import { formatPercent, m } from '$lib/i18n';
import type { ExampleFigures } from '$lib/rules';

/**
 * How an example went for those who took it up: "14 communities took this up. Half of them got at least 80% of the way;
 * 6 of 9 reached it." Half of one is nobody, so the share of the way is told from two on.
 */
export function figuresWords({ taken, ended, achieved, median }: ExampleFigures): string {
	const share = taken > 1 && median !== undefined ? formatPercent(median) : undefined;
	const how =
		share !== undefined && ended > 0
			? m.learned_half_and_reached({ share, achieved, ended })
			: share !== undefined
				? m.learned_half({ share })
				: ended > 0
					? m.learned_reached({ achieved, ended })
					: '';
	return [m.learned_taken({ count: taken }), how].filter(Boolean).join(' ');
}
