/** A screen for browsers that need one, on a machine that has none. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

export const XVFB = '/usr/bin/Xvfb';

/** Starts a screen of a phone's size. Answers its process, and its name for `DISPLAY`. */
export async function openScreen(): Promise<{ screen: ChildProcess; display: string }> {
	const screen = spawn(
		XVFB,
		['-displayfd', '3', '-screen', '0', '400x900x24', '-nolisten', 'tcp', '-noreset'],
		{ stdio: ['ignore', 'ignore', 'ignore', 'pipe'] }
	);
	const [number] = (await once(screen.stdio[3]!, 'data')) as [Buffer];
	return { screen, display: `:${number.toString().trim()}` };
}

/** Without a screen Firefox has no WebGL, so all tests have one from the first to the last. */
export default async function globalSetup(): Promise<(() => void) | undefined> {
	if (process.env.DISPLAY || !existsSync(XVFB)) return undefined;
	const { screen, display } = await openScreen();
	process.env.DISPLAY = display;
	return () => void screen.kill();
}
