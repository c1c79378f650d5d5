import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NEXT = 'test-results/build-next';
const FOLLOWS = join(NEXT, 'follows.json');

/** The names of a build's chunks; whatever changes in one gives it, and all that load it, another name. */
export function chunksOf(build: string): string[] {
	const folder = join(build, 'client/_app/immutable');
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => name.replaceAll('\\', '/'))
		.filter((name) => /\.(js|css)$/.test(name));
}

/**
 * The next release of the same app: a second build, of another version, beside the one that is there. It is built once
 * for all tests. Answers its folder.
 */
export function makeNextRelease(): string {
	const follows = JSON.stringify(chunksOf('build').sort());
	if (existsSync(FOLLOWS) && readFileSync(FOLLOWS, 'utf8') === follows) return NEXT;
	execFileSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'error'], {
		env: { ...process.env, APP_VERSION: 'next', BUILD_DIR: NEXT },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	writeFileSync(FOLLOWS, follows);
	return NEXT;
}

export default function globalSetup(): void {
	makeNextRelease();
}
