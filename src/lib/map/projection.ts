/**
 * The small drawn map of Britain and Ireland: plate carrée, squeezed by the cosine of its middle latitude,
 * so that shapes look right without any library.
 */
const west = -10.8;
const north = 61;
const middle = Math.cos((54.8 * Math.PI) / 180);
const scale = 40;

/** Width and height of the drawing, in the units of its viewBox. */
export const drawing = { width: 300, height: 484 } as const;

/** Where a place lies in the drawing. Takes WGS 84 [longitude, latitude] in degrees, answers [x, y]. */
export function project(point: readonly [number, number]): [number, number] {
	return [(point[0] - west) * middle * scale, (north - point[1]) * scale];
}

/** Whether a place is within the drawing. */
export function onDrawing(point: readonly [number, number]): boolean {
	const [x, y] = project(point);
	return x >= 0 && y >= 0 && x <= drawing.width && y <= drawing.height;
}
