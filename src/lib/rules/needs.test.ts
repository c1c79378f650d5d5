import { expect, it } from 'vitest';
import { NEEDS, needsMet } from './needs.ts';

it.each([
	[{ sector: 'Retail', activity: 'ICA260', ownership: 'Consumers' }, ['food']],
	[{ sector: 'Food service, Accommodation and Pubs', activity: 'ICA210' }, ['food']],
	[{ sector: 'Finance' }, ['finance']],
	[{ sector: 'Energy and Environment', activity: 'ICA230' }, ['energy']],
	[{ sector: 'Housing', activity: 'ICA120', ownership: 'Tenants' }, ['housing']],
	[{ sector: 'Health and Social Care', activity: 'ICA270', ownership: 'Workers' }, ['care', 'work']],
	[{ sector: 'Education', activity: 'ICA270' }, []],
	[{ activity: 'ICA210' }, ['housing']],
	[{ sector: 'Other', activity: 'ICA140' }, ['finance']],
	[{ activity: 'ICA270' }, []],
	[{ sector: 'Manufacturing', activity: 'ICA90', ownership: 'Employee Trust' }, ['work']],
	[{ sector: 'Sports and Recreation' }, ['culture']],
	[{ sector: 'Transport', activity: 'ICA220', ownership: 'Self-employed' }, ['work', 'transport']],
	[{}, []]
])('%j meets %j', (coop, needs) => {
	expect(needsMet(coop)).toEqual(needs);
});

it('knows eight needs', () => expect(NEEDS).toHaveLength(8));
