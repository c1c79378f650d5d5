import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provenance, SOURCES } from '../../rules/reference/index.ts';
import { replaceFacts } from '../reference.ts';
import { siteOn, type Site } from '../site.ts';
import { backendsHere, freshBackend, SETTINGS, type Fresh } from '../testing.ts';
import { answerInterested } from './answer-interested.ts';
import { sayInterested, withdraw } from './interests.ts';

const DAY = 86_400_000;
const NAME = 'Canary Joyce';

describe.each(backendsHere)('how many are interested, as a file, on the %s registry', (kind) => {
	let fresh: Fresh;
	let site: Site;
	let beside: Site;
	let time = Date.parse('2026-06-15T10:00:00.000Z');
	const keys: string[] = [];

	beforeAll(async () => {
		fresh = await freshBackend(kind);
		site = await siteOn(fresh.backend, SETTINGS, () => new Date(time));
		beside = await siteOn(fresh.beside(), SETTINGS, () => new Date(time));
		const source = 'os-postcodes';
		const at: Record<string, number> = { OL12: 53.62, OL16: 53.65, SK23: 53.3 };
		const points = Object.entries(at).map(([district, y]) => ({
			...{ id: `${district} 1AA`, point: [-2.16, y] as [number, number] },
			...provenance(source, '2026-05-01')
		}));
		const codes = { source, as_of: '2026-05-01', ...SOURCES[source] } as const;
		await replaceFacts(site, 'postcodes', codes, points);
	});
	afterAll(() => fresh.end());

	async function say(postcode: string, where = site) {
		const typed = { key: randomBytes(16).toString('hex'), tags: [], more: 'bees', email: '', agree: true };
		const address = `198.51.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
		const said = await sayInterested(where, { ...typed, postcode, name: NAME }, 'Agreed', address);
		if (!said.ok) throw new Error(JSON.stringify(said));
		keys.push(said.key);
	}
	const ask = (question = '', headers: Record<string, string> = {}, where = site) =>
		answerInterested(where, new Request(`https://toadlane.example/api/interested${question}`, { headers }));
	const read = async (question = '', where = site) => (await ask(question, {}, where)).json();

	it('is by district, with its middle where that is known, and has nothing finer and nobody in it', async () => {
		expect((await read()).districts).toEqual([]);
		for (const postcode of ['SK23', 'OL16 1AB', 'OL12 6AA', 'ZZ99', 'OL12', 'OL12']) await say(postcode);
		await say('');
		const whole = await read();
		expect(whole).toEqual({
			...{ licence: 'CC BY 4.0', licence_url: expect.any(String), attribution: expect.any(String) },
			districts: [
				{ district: 'OL12', people: 3, point: [-2.16, 53.62] },
				{ district: 'OL16', people: 'few', point: [-2.16, 53.65] },
				{ district: 'SK23', people: 'few', point: [-2.16, 53.3] },
				{ district: 'ZZ99', people: 'few' }
			]
		});
		expect(JSON.stringify(whole)).not.toMatch(new RegExp(`Canary|bees|6AA|1AB|${keys.join('|')}`));
	});

	it('says of a place who is within about ten kilometres, and how many they are together', async () => {
		for (const question of ['?q=ol12%200ab', '?q=OL16', '?near=-2.16,53.6']) {
			const { people, districts } = await read(question);
			expect(people, question).toBe(4);
			expect(districts.map((one: { district: string }) => one.district)).toEqual(['OL12', 'OL16']);
		}
		expect(await read('?q=M1')).toMatchObject({ people: 0, districts: [] });
		expect(await read('?q=ZZ99')).toMatchObject({ people: 'few', districts: [{ district: 'ZZ99' }] });
	});

	it('is refused with a sentence when the question makes no sense', async () => {
		for (const question of ['?q=Rochdale', '?near=here', '?near=-2,91', `?q=${'x'.repeat(101)}`]) {
			const answer = await ask(question);
			expect(answer.status, question).toBe(400);
			expect((await answer.json()).message).toMatch(/^“(q|near)” (must be|is longer) .+\.$/);
		}
	});

	it('is the same from every gateway, open to every site, and sent again only when it has changed', async () => {
		const [one, other] = [await ask(), await ask('', {}, beside)];
		expect(await other.text()).toBe(await one.text());
		expect(one.headers.get('access-control-allow-origin')).toBe('*');
		const etag = one.headers.get('etag') ?? '';
		expect((await ask('', { 'if-none-match': etag }, beside)).status).toBe(304);
		await say('OL12', beside);
		expect((await ask('', { 'if-none-match': etag })).status).toBe(200);
		expect((await read()).districts[0]).toMatchObject({ district: 'OL12', people: 4 });
		expect(await withdraw(beside, keys.pop() ?? '')).toBe(true);
		expect((await ask('', { 'if-none-match': etag })).status).toBe(304);
	});

	it('counts nobody whose ninety days are over, and somebody who has come since', async () => {
		time += 80 * DAY;
		await say('SK23');
		expect((await read()).districts).toHaveLength(4);
		time += 10 * DAY;
		expect((await read()).districts).toMatchObject([{ district: 'SK23', people: 'few' }]);
		time -= 10 * DAY;
		expect((await read()).districts).toHaveLength(4);
	});
});
