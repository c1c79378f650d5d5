/**
 * The one store on the phone. A group has a Dexie database of its own; a small one beside them holds what never
 * syncs. Nothing else in the app knows Dexie.
 */
export { StoreError } from './types.ts';
export type {
	Changes,
	CommitmentRow,
	DeviceGroup,
	GroupStanding,
	DoorRow,
	GroupStore,
	GroupSummary,
	OutboxItem,
	PatchRow,
	Recovery,
	Sealed,
	SetAside,
	SyncState,
	TakenOver,
	ToHandOver,
	Unsent
} from './types.ts';
export { discardGroup, endSessionsKey, finishLeaving, leaveGroup } from './leave.ts';
export { auditRecords } from './audit-records.ts';
export { registryFacts } from './listing.ts';
export { openGroup, openKnown } from './open.ts';
export { author, device } from './device.ts';
export { provideGroup, useGroup, type GroupContext } from './context.svelte.ts';
export { erasePicture, readPicture } from './pictures.ts';
export { keepDraft, type KeptDraft } from './kept-draft.svelte.ts';
export { live } from './live.svelte.ts';
