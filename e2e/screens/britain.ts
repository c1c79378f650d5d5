/** Where a place is on a map that opens with all of Britain and Ireland and 12 pixels to spare, from its upper left corner. */
export function spotOf(
	{ width, height }: { width: number; height: number },
	[lng, lat]: [number, number]
): { x: number; y: number } {
	const up = (degrees: number) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360));
	const [west, east, south, north] = [-10.8, 2.2, up(49.7), up(60.9)];
	const across = ((east - west) * Math.PI) / 180;
	const scale = Math.min((width - 24) / across, (height - 24) / (north - south));
	const right = ((lng - (west + east) / 2) * Math.PI) / 180;
	return { x: width / 2 + right * scale, y: height / 2 - (up(lat) - (south + north) / 2) * scale };
}
