/** How examples went for others: asked of the registry when there is a network, kept on this phone for when there is none. */
import type { AllExampleFigures, ExampleFigures } from '$lib/rules';
import { device } from '$lib/store';

const PATH = '/api/examples';
const KEPT = 'example figures';
const PATIENCE = 20_000;

/** What was learnt last, then what is known today, as soon as there is an answer; nothing where there is neither. */
export async function learnFigures(tell: (figures: AllExampleFigures) => void): Promise<void> {
	const kept = readFigures(await device.setting(KEPT).catch(() => undefined));
	if (kept) tell(kept);
	const fresh = await askFigures();
	if (!fresh) return;
	tell(fresh);
	await device.setSetting(KEPT, fresh).catch(() => undefined);
}

async function askFigures(): Promise<AllExampleFigures | undefined> {
	try {
		const response = await fetch(PATH, { signal: AbortSignal.timeout(PATIENCE) });
		return response.ok ? readFigures(await response.json()) : undefined;
	} catch {
		// No network, or a Wi-Fi's login page: what was kept is shown.
		return undefined;
	}
}

/** The figures, if this is what the registry answers; anything else may come with 200. */
export function readFigures(value: unknown): AllExampleFigures | undefined {
	if (!isObject(value) || !Object.values(value).every(isFigures)) return undefined;
	return value as AllExampleFigures;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0;

function isFigures(value: unknown): value is ExampleFigures {
	if (!isObject(value) || !isObject(value.kinds)) return false;
	const { taken, ended, achieved, median, kinds, pilots = 0 } = value;
	const share = median === undefined || (typeof median === 'number' && median >= 0 && median <= 1);
	return share && [taken, ended, achieved, pilots, ...Object.values(kinds as object)].every(isCount);
}
