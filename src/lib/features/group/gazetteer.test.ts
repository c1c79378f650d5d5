import packed from 'virtual:gazetteer';
import { describe, expect, it } from 'vitest';
import {
	packPlaces,
	placesNamed,
	readPostcode,
	suggestNames,
	unpackPlaces,
	whereabouts,
	type Place
} from './gazetteer.ts';

const places = unpackPlaces(packed);
const named = (name: string, country: string) =>
	placesNamed(places, name).find((place) => place.country === country) as Place;

describe('the gazetteer', () => {
	it('holds the places of Britain and its islands', () => {
		expect(places.length).toBeGreaterThan(4300);
		expect(named('Douglas', 'M').point).toEqual([-4.48, 54.15]);
		expect(named('Saint Helier', 'J')).toBeDefined();
	});

	it('comes out of its packing as it went in, but for the last digits of a position', () => {
		expect(packPlaces(unpackPlaces(packed))).toBe(packed);
	});

	it('knows a place by any spelling of its name', () => {
		for (const typed of ['todmorden', ' TODMORDEN ', 'Todmorden.'])
			expect(placesNamed(places, typed).map((place) => place.name)).toEqual(['Todmorden']);
		expect(placesNamed(places, 'saint ives')).toEqual(placesNamed(places, 'St. Ives'));
		expect(placesNamed(places, 'Stoke on Trent')).toEqual(placesNamed(places, 'Stoke-on-Trent'));
	});

	it('finds nothing for nothing, and nothing for a place it does not hold', () => {
		expect(placesNamed(places, '  ')).toEqual([]);
		expect(placesNamed(places, 'Ambridge')).toEqual([]);
		expect(suggestNames(places, 'r')).toEqual([]);
	});

	it('offers every place of one name, the largest first', () => {
		const newports = placesNamed(places, 'Newport');
		expect(newports.length).toBeGreaterThan(4);
		expect(newports[0]?.country).toBe('W');
	});

	it('suggests the larger of the names that begin alike', () => {
		expect(suggestNames(places, 'roch')[0]).toBe('Rochdale');
	});

	it('tells apart places of one name by the town they are near', () => {
		expect(whereabouts(places, named('Ramsey', 'E'))).toMatchObject({
			country: 'E',
			near: { name: 'Peterborough', bearing: 'se' }
		});
		expect(whereabouts(places, named('Ramsey', 'M'))).toEqual({ country: 'M' });
	});
});

describe('a postcode', () => {
	it('is upper-case with one space, however it was typed', () => {
		expect(readPostcode('ol120aa')).toBe('OL12 0AA');
		expect(readPostcode(' im2  4aa ')).toBe('IM2 4AA');
		expect(readPostcode('ec1a 1bb')).toBe('EC1A 1BB');
	});

	it('may be its first half alone', () => {
		for (const typed of ['OL16', ' ol16 ', 'O L16']) expect(readPostcode(typed)).toBe('OL16');
		expect(readPostcode('m1')).toBe('M1');
	});

	it('is not a place or a slip', () => {
		for (const typed of ['Rochdale', 'OL', '16', 'OL12 0A', '12 0AA', ''])
			expect(readPostcode(typed)).toBeUndefined();
	});
});
