import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NEXT = 'test-results/build-next';

/** Another release of the same app: the build with one line more in its service worker. Answers its folder. */
export function makeNextRelease(): string {
	rmSync(NEXT, { recursive: true, force: true });
	cpSync('build', NEXT, { recursive: true });
	const client = join(NEXT, 'client');
	const worker = join(client, 'service-worker.js');
	if (!existsSync(worker)) throw new Error('The build has no service worker');
	writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// next release\n`);
	for (const name of readdirSync(client))
		if (/^service-worker\.js\.(br|gz)$/.test(name)) rmSync(join(client, name));
	return NEXT;
}
