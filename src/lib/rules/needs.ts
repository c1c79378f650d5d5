/**
 * What a co-operative is good for, in eight needs that people have.
 *
 * Co-operatives UK sorts the country's co-operatives into sixteen sectors of its own and by the activities of the
 * International Co-operative Alliance (ESSGlobal's vocabulary "activities-ica"), which are the coarser of the two: ICA270 is
 * education, health and social work together. So the sector is asked first; the activity speaks where there is no sector,
 * or one that says nothing ("Other", "Manufacturing"). Who owns it tells whether it is a place to work: workers, people
 * who are self-employed together, and employees' trusts. Clubs are counted as culture: they are where people meet.
 */
import type { Need as AnyNeed } from '../records/index.ts';
import { NEEDS as ALL_NEEDS } from '../records/lists.ts';
import type { Coop } from './reference/facts.ts';

/** In the order in which they are shown. */
export type Need = Exclude<AnyNeed, 'other'>;
export const NEEDS = ALL_NEEDS.filter((need): need is Need => need !== 'other');

const BY_SECTOR: Readonly<Record<string, Need>> = {
	Agriculture: 'food',
	'Food service, Accommodation and Pubs': 'food',
	Retail: 'food',
	Finance: 'finance',
	'Energy and Environment': 'energy',
	Housing: 'housing',
	'Health and Social Care': 'care',
	'Arts and Culture': 'culture',
	'Membership associations, social clubs and trade unions': 'culture',
	'Sports and Recreation': 'culture',
	Transport: 'transport'
};

/** Sectors that leave open what a co-operative is good for. */
const SILENT = ['Other', 'Manufacturing'];

const BY_ACTIVITY: Readonly<Record<string, Need>> = {
	ICA10: 'food',
	ICA20: 'food',
	ICA50: 'food',
	ICA240: 'food',
	ICA260: 'food',
	ICA140: 'finance',
	ICA150: 'finance',
	ICA230: 'energy',
	ICA210: 'housing',
	ICA170: 'care',
	ICA190: 'care',
	ICA200: 'care',
	ICA220: 'transport'
};

const WORKED_IN = ['Workers', 'Self-employed', 'Employee Trust'];

/** The needs that a co-operative meets, as far as its sector, activity and owners tell; often one, sometimes none. */
export function needsMet(coop: Pick<Coop, 'sector' | 'activity' | 'ownership'>): Need[] {
	const { sector = '', activity = '', ownership = '' } = coop;
	const told = sector === '' || SILENT.includes(sector) ? BY_ACTIVITY[activity] : BY_SECTOR[sector];
	return NEEDS.filter((need) => need === told || (need === 'work' && WORKED_IN.includes(ownership)));
}
