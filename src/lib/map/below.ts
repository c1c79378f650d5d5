import { AttributionControl, type LayerSpecification, type VectorSourceSpecification } from 'maplibre-gl';
import { m } from '$lib/i18n';
import type { Colours } from './colours.ts';
import { findGround } from './find-ground.ts';

/** The operator's ground: its source, and its layers in the colours of the moment. */
export interface Below {
	source: VectorSourceSpecification;
	layers: (colours: Colours) => LayerSpecification[];
}

/** The ground, kept or the server's; undefined when there is none. */
export async function findBelow(): Promise<Below | undefined> {
	const ground = await findGround();
	if (!ground) return undefined;
	const { groundLayers, groundSource } = await import('./ground.ts');
	return { source: groundSource(ground), layers: groundLayers };
}

/** Says whose ground it is. */
export const groundSaid = () => new AttributionControl({ compact: false, customAttribution: m.map_source() });
