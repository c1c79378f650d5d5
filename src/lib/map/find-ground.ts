import type { Ground } from './ground.ts';

/** Asks the server whether it has ground to show; none is no trouble, and neither is no network. */
export async function findGround(): Promise<Ground | undefined> {
	try {
		const answer = await fetch('/api/basemap', { signal: AbortSignal.timeout(10_000) });
		if (!answer.ok) return undefined;
		const { basemap } = (await answer.json()) as { basemap: Ground | null };
		return basemap ?? undefined;
	} catch {
		return undefined;
	}
}
