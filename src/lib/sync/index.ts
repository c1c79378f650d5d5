/**
 * Carries a group's records to the server and back. Runs in a worker; the page only starts it and wakes it.
 * How it stands is read from the store: `store.syncState()`.
 */
export { startSync, type Sync } from './start.ts';
export { isObject, jsonOf, signOf } from './ours.ts';
export { takeReference, type Taken } from './take-reference.ts';
export { SyncFailure } from './failure.ts';
export { handOverText, openHandOver, packHandOver, readHandOverText } from './handover.ts';
export { newCode, readCode, type SealProblem } from './sealed.ts';
export { comeBack, finishSessions, signOut, type CameBack, type SignedOut } from './sign-out.ts';
export { frameReader, framesOf, type Seen } from './frames.ts';
