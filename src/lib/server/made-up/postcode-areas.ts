/**
 * Postcode areas and a town in each, as facts of the Royal Mail's scheme
 * (https://www.ons.gov.uk/methodology/geography/ukgeographies/postalgeography). Where no postcodes were imported a
 * made-up community gets a district that it could have, from the area of the nearest of these towns.
 */
export const POSTCODE_AREAS: Readonly<Record<string, string>> = {
	...{ AB: 'Aberdeen', AL: 'St Albans', B: 'Birmingham', BA: 'Bath', BB: 'Blackburn', BD: 'Bradford' },
	...{ BH: 'Bournemouth', BL: 'Bolton', BN: 'Brighton', BR: 'Bromley', BS: 'Bristol', BT: 'Belfast' },
	...{ CA: 'Carlisle', CB: 'Cambridge', CF: 'Cardiff', CH: 'Chester', CM: 'Chelmsford', CO: 'Colchester' },
	...{ CR: 'Croydon', CT: 'Canterbury', CV: 'Coventry', CW: 'Crewe', DA: 'Dartford', DD: 'Dundee' },
	...{ DE: 'Derby', DG: 'Dumfries', DH: 'Durham', DL: 'Darlington', DN: 'Doncaster', DT: 'Dorchester' },
	...{ DY: 'Dudley', E: 'Bethnal Green', EH: 'Edinburgh', EN: 'Enfield Town', EX: 'Exeter', FK: 'Falkirk' },
	...{ FY: 'Blackpool', G: 'Glasgow', GL: 'Gloucester', GU: 'Guildford', GY: 'Saint Peter Port' },
	...{ HA: 'Harrow', HD: 'Huddersfield', HG: 'Harrogate', HP: 'Hemel Hempstead', HR: 'Hereford' },
	...{ HS: 'Stornoway', HU: 'Kingston upon Hull', HX: 'Halifax', IG: 'Ilford', IM: 'Douglas' },
	...{ IP: 'Ipswich', IV: 'Inverness', JE: 'Saint Helier', KA: 'Kilmarnock', KT: 'Kingston upon Thames' },
	...{ KW: 'Kirkwall', KY: 'Kirkcaldy', L: 'Liverpool', LA: 'Lancaster', LD: 'Llandrindod Wells' },
	...{ LE: 'Leicester', LL: 'Llandudno', LN: 'Lincoln', LS: 'Leeds', LU: 'Luton', M: 'Manchester' },
	...{ ME: 'Rochester', MK: 'Milton Keynes', ML: 'Motherwell', N: 'Islington', NE: 'Newcastle upon Tyne' },
	...{ NG: 'Nottingham', NN: 'Northampton', NP: 'Newport', NR: 'Norwich', NW: 'Camden Town', OL: 'Oldham' },
	...{ OX: 'Oxford', PA: 'Paisley', PE: 'Peterborough', PH: 'Perth', PL: 'Plymouth', PO: 'Portsmouth' },
	...{ PR: 'Preston', RG: 'Reading', RH: 'Redhill', RM: 'Romford', S: 'Sheffield', SA: 'Swansea' },
	...{ SE: 'Camberwell', SG: 'Stevenage', SK: 'Stockport', SL: 'Slough', SM: 'Sutton', SN: 'Swindon' },
	...{ SO: 'Southampton', SP: 'Salisbury', SR: 'Sunderland', SS: 'Southend-on-Sea', ST: 'Stoke-on-Trent' },
	...{ SW: 'Battersea', SY: 'Shrewsbury', TA: 'Taunton', TD: 'Galashiels', TF: 'Telford', TN: 'Tonbridge' },
	...{ TQ: 'Torquay', TR: 'Truro', TS: 'Middlesbrough', TW: 'Twickenham', UB: 'Southall', W: 'Hammersmith' },
	...{ WA: 'Warrington', WD: 'Watford', WF: 'Wakefield', WN: 'Wigan', WR: 'Worcester', WS: 'Walsall' },
	...{ WV: 'Wolverhampton', YO: 'York', ZE: 'Lerwick' }
};
