import { rememberedGround, type Ground } from './kept-ground.ts';

/** With some of it kept, nobody waits long for a network that does not answer. */
const [PATIENCE, PATIENCE_WITH_SOME] = [10_000, 3_000];

/** Asks the server whether it has ground to show, or else remembers; none is no trouble, and neither is no network. */
export async function findGround(): Promise<Ground | undefined> {
	const remembered = await rememberedGround();
	const asked = await askForGround(remembered ? PATIENCE_WITH_SOME : PATIENCE);
	return asked === 'no_network' ? remembered : (asked ?? remembered);
}

/** What the server has; undefined when it has none. */
export async function askForGround(patience = PATIENCE): Promise<Ground | undefined | 'no_network'> {
	try {
		const answer = await fetch('/api/basemap', { signal: AbortSignal.timeout(patience) });
		if (!answer.ok) return 'no_network';
		const { basemap } = (await answer.json()) as { basemap: Ground | null };
		return basemap ?? undefined;
	} catch {
		return 'no_network';
	}
}
