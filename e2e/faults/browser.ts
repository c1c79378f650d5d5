/** Faults in browsers: the engines, and how a test says what it has seen. */
import type { TestInfo } from '@playwright/test';
import { FirefoxPhone, hasFirefox } from '../firefox';
import type { Handset } from '../handset';
import { chromiumHandset } from '../phone';
import { hasWebKit, WebKitPhone } from '../webkit';
import type { FaultRow } from './count';

export interface Engine {
	name: string;
	/** On this machine. */
	there: boolean;
	unbox(origin: string): Promise<Handset>;
}

export const engines: Engine[] = [
	{ name: 'Chromium', there: true, unbox: chromiumHandset },
	{ name: 'Firefox', there: hasFirefox, unbox: FirefoxPhone.unbox },
	{ name: 'WebKitGTK', there: hasWebKit, unbox: WebKitPhone.unbox }
];

/** One row of the table in `docs/reliability.md`; it counts only when the test passes. */
export function report(
	info: TestInfo,
	row: Pick<FaultRow, 'fault' | 'runs' | 'lost' | 'figure'> & Partial<FaultRow>
) {
	const description = JSON.stringify({ engine: 'Chromium', against: 'gateway', doubled: 0, ...row });
	info.annotations.push({ type: 'fault', description });
}
