import { randomBytes } from 'node:crypto';
import { chromium } from '@playwright/test';
import { chromiumLaunch } from './browsers';
import { startApp } from './app';
import { mkdtempSync, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { openSite, readSettings } from '../src/lib/server/site.ts';
import { createGroup } from '../src/lib/server/groups.ts';
import { publishSoon } from '../src/lib/server/publisher.ts';
import { act } from '../src/lib/server/moderation.ts';
import { report } from '../src/lib/server/moderation/reports.ts';
import * as side from '../src/lib/server/moderation/groups-side.ts';
import { demoRecords } from '../src/lib/server/seed-records.ts';
import { newGroupId, newId } from '../src/lib/records/index.ts';
import { giveCode } from '../src/lib/server/moderators.ts';
import { freePort } from './app';
const dir = mkdtempSync('/tmp/look-');
process.env.DATA_DIR = dir;
const site = await openSite({ ...readSettings(process.env), review: 'on' });
const groups: string[] = [];
async function make(name: string, change: object = {}) {
	const group = newGroupId(); const member = newId('member');
	await createGroup({ ...site, settings: { ...site.settings, newGroupsADay: Infinity } }, { id: group, name, member: { id: member, name: 'x' }, secret: randomBytes(32).toString('hex') }, 'seed');
	for (const r of demoRecords(group, member, new Date())) {
		if (r.type !== 'commitment' && r.type !== 'listing') continue;
		await site.backend.put(`group-${group}`, (r.type === 'listing' ? { ...r, name, ...change } : r) as never);
	}
	await publishSoon(site, group);
	groups.push(group);
	return group;
}
const edit = async (group: string, change: object) => {
	const now = await site.backend.get<any>(`group-${group}`, `listing:${group}`);
	const { _revisions, ...plain } = now;
	await site.backend.put(`group-${group}`, { ...plain, ...change });
	await publishSoon(site, group);
};
const fresh = await make('Spotland Neighbours');
const a = await make('Milnrow and Newhey Repair and Share');
await act(site, 'Ann Hill', a, { what: 'approve' });
await edit(a, { about: 'We meet on Thursdays.\nBuy from https://pills.example.com today, cheap and quick, <b>bold</b>.', display_area: 'Milnrow', tags: ['energy', 'pills'] });
const b = await make('Castleton Commons');
await act(site, 'Ann Hill', b, { what: 'approve' });
const slugB = ((await site.backend.get<any>('accounts', `group:${b}`)) as any).slug;
for (const [i, why] of ['advertising', 'not_real', 'other'].entries()) await report(site, slugB, { why, text: i ? '' : 'This is a shop and not a community. I live across the road.' }, `192.0.2.${i}`);
const c = await make('Balderstone Bees');
await act(site, 'Ann Hill', c, { what: 'hide', reason: 'The page names a neighbour who does not want to be named. Take the name out.' });
await (side as any).appeal?.(site, c, 'We took the name out on Sunday, and said sorry.').catch(console.error);
const d = await make('Wardle Water');
await act(site, 'Ann Hill', d, { what: 'approve' });
await (side as any).askToBePilot?.(site, d, 'We have kept books for three years and would like others to learn from them.')?.catch?.(console.error);
console.log(Object.keys(side));
const { code } = await giveCode(site, 'Ann Hill');
await site.backend.close();
const port = await freePort();
const url = `http://localhost:${port}`;
const server = spawn(process.execPath, ['src/serve.js'], { env: { ...process.env, SEED_DEMO: 'off', REVIEW: 'on', PORT: String(port), ORIGIN: url, DATA_DIR: dir }, stdio: 'inherit' });
await new Promise((r) => setTimeout(r, 6000));
const browser = await chromium.launch(chromiumLaunch());
const out = '/tmp/look-m'; 
let state: any;
for (const [w, h] of [[390, 844], [1280, 800]] as const) for (const colorScheme of ['light', 'dark'] as const) {
	const context = await browser.newContext({ viewport: { width: w, height: h }, colorScheme, storageState: undefined });
	const page = await context.newPage();
	const shot = (name: string, full = true) => page.screenshot({ path: `${out}/${w}-${colorScheme}-${name}.png`, fullPage: full });
	await page.goto(url + '/moderate');
	await page.waitForTimeout(800);
	await shot('1signin');
	if (!state) {
		await page.getByLabel('One-time code', { exact: true }).fill('abcd');
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await page.waitForTimeout(800); await shot('1wrong');
		await page.getByLabel('One-time code', { exact: true }).fill(code);
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await page.waitForURL('**/passkey');
		state = await context.storageState();
	} else { await context.addCookies(state.cookies); }
	await page.goto(url + '/moderate/passkey'); await page.waitForTimeout(500); await shot('2passkey');
	await page.goto(url + '/moderate?done=approve&of=' + a); await page.waitForTimeout(500); await shot('3queue');
	for (const [i, g] of [fresh, a, b, c, d].entries()) {
		await page.goto(url + '/moderate/' + g); await page.waitForTimeout(500); 
		if (i === 1) { await page.getByText('Refuse, hide or remove').click(); await page.getByRole('button', { name: 'Hide it' }).click(); await page.waitForTimeout(800); }
		await shot('4entry' + i);
	}
	await page.goto(url + '/moderate/out'); await page.waitForTimeout(500); await shot('5out');
	for (const p of ['/moderate', '/moderate/' + a, '/moderate/out']) { await page.setViewportSize({ width: 360, height: 700 }); await page.goto(url + p); const wide = await page.evaluate(() => document.documentElement.scrollWidth); if (wide > 360) console.log('WIDE', p, wide); await page.setViewportSize({ width: w, height: h }); }
	await context.close();
}
await browser.close();
server.kill(); 
await new Promise((r) => setTimeout(r, 1500));
rmSync(dir, { recursive: true, force: true });
process.exit(0);
