/** GeoJSON in few words. */
export type Shape = GeoJSON.FeatureCollection;

/** Features as one collection. */
export const shape = (features: GeoJSON.Feature[]): Shape => ({ type: 'FeatureCollection', features });

/** A place with what is known of it. */
export const pointAt = (
	point: readonly [number, number],
	properties: GeoJSON.GeoJsonProperties
): GeoJSON.Feature => ({
	type: 'Feature',
	properties,
	geometry: { type: 'Point', coordinates: [...point] }
});

/** A line through places. */
export const lineAlong = (points: readonly (readonly [number, number])[]): GeoJSON.Feature => ({
	type: 'Feature',
	properties: {},
	geometry: { type: 'LineString', coordinates: points.map((point) => [...point]) }
});
