/** How many people without a community are interested where, as the map shows them. */
import type { MapPeople } from '$lib/map/people-layer.ts';

type Told = Omit<MapPeople, 'point'> & Partial<Pick<MapPeople, 'point'>>;

/** The districts whose place is known; none without a network: the map then shows communities alone. */
export async function fetchPeople(): Promise<MapPeople[]> {
	try {
		const answer = await fetch('/api/interested');
		if (!answer.ok) return [];
		const { districts } = (await answer.json()) as { districts: Told[] };
		return districts.flatMap(({ point, ...one }) => (point ? [{ ...one, point }] : []));
	} catch {
		return [];
	}
}
