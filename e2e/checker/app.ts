/**
 * The app as one program without screens: what a page and its sync worker are made of. Bundled, and started once for
 * every process of every phone, with surroundings of its own.
 */
export * as records from '../../src/lib/records/index.ts';
export { leavesOf } from '../../src/lib/store/adapter/revisions.ts';
export { GroupDatabase } from '../../src/lib/store/database.ts';
export { device } from '../../src/lib/store/device.ts';
export { openGroup } from '../../src/lib/store/open.ts';
export { openReplica } from '../../src/lib/store/replica.ts';
export { runSync } from '../../src/lib/sync/run.ts';
