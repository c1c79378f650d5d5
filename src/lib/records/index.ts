/**
 * The records: every kind there is, and the questions that any record answers. A new kind is one file
 * and its lines here (docs/adding-a-record.md).
 */
import { building, buildingRule, type Building } from './building.ts';
import { commitment, commitmentRule, type Commitment } from './commitment.ts';
import { community, communityRule, type Community } from './community.ts';
import { count, countRule, type Count } from './count.ts';
import { contact, contactRule, type Contact } from './contact.ts';
import { door, doorRule, type Door } from './door.ts';
import { listing, listingRule, type Listing } from './listing.ts';
import { member, memberRule, type Member } from './member.ts';
import { patch, patchRule, type Patch } from './patch.ts';
import { picture, pictureRule, type Picture } from './picture.ts';
import { part, partRule, type Part } from './part.ts';
import { story, storyRule, type Story } from './story.ts';
import { review, reviewRule, type Review } from './review.ts';
import { answer, answerRule, type Answer } from './answer.ts';
import { event, eventRule, type PlannedEvent } from './event.ts';
import { task, taskRule, type Task } from './task.ts';
import { bring, bringRule, type Bring } from './bring.ts';
import { rsvp, rsvpRule, type Rsvp } from './rsvp.ts';
import { message, messageRule, type Message } from './message.ts';
import { tally, tallyRule, type Tally } from './tally.ts';
import { outcome, outcomeRule, type Outcome } from './outcome.ts';
import { spot, spotRule, type Spot } from './spot.ts';
import { coop, coopRule, type Coop } from './coop.ts';
import { audit, auditRule, type AuditNote } from './audit.ts';
import { asset, assetRule, type Asset } from './asset.ts';
import { progress, progressRule, type Progress } from './progress.ts';
import { round, roundRule, type Round } from './round.ts';
import { suppression, suppressionRule, type Suppression } from './suppression.ts';
import { undo, undoRule, type Undo } from './undo.ts';
import { visit, visitRule, type Visit } from './visit.ts';
import { eraseWith, isErased as isErasedBy } from './erase.ts';
import { checkAgainst, checkWriteAgainst, mayWriteWith, typeOf, upgradeWith, type Rules } from './guard.ts';
import { editWith } from './merge.ts';
import type { Author, Base, KindDefinition, KindRule, Problem, RefusalCode, Who } from './record.ts';

export type AnyRecord =
	| Community
	| Member
	| Commitment
	| Progress
	| Patch
	| Building
	| Door
	| Visit
	| Count
	| Undo
	| Suppression
	| Contact
	| Round
	| Picture
	| Part
	| Story
	| Review
	| Answer
	| PlannedEvent
	| Task
	| Bring
	| Rsvp
	| Message
	| Tally
	| Outcome
	| Spot
	| Coop
	| AuditNote
	| Asset
	| Listing;

export type Kind = AnyRecord['type'];

/** What guards writes; all that CouchDB needs. */
const rules = {
	community: communityRule,
	member: memberRule,
	commitment: commitmentRule,
	progress: progressRule,
	patch: patchRule,
	building: buildingRule,
	door: doorRule,
	visit: visitRule,
	count: countRule,
	undo: undoRule,
	suppression: suppressionRule,
	contact: contactRule,
	round: roundRule,
	picture: pictureRule,
	part: partRule,
	story: storyRule,
	review: reviewRule,
	answer: answerRule,
	event: eventRule,
	task: taskRule,
	bring: bringRule,
	rsvp: rsvpRule,
	message: messageRule,
	tally: tallyRule,
	outcome: outcomeRule,
	spot: spotRule,
	coop: coopRule,
	audit: auditRule,
	asset: assetRule,
	listing: listingRule
} as unknown as Rules & Readonly<Record<Kind, KindRule>>;

/** The one registry of kinds. */
export const kinds: { readonly [K in Kind]: KindDefinition } = {
	community,
	member,
	commitment,
	progress,
	patch,
	building,
	door,
	visit,
	count,
	undo,
	suppression,
	contact,
	round,
	picture,
	part,
	story,
	review,
	answer,
	event,
	task,
	bring,
	rsvp,
	message,
	tally,
	outcome,
	spot,
	coop,
	audit,
	asset,
	listing
};

/** The kind that an id's prefix names, if there is one. */
export function kindOf(id: string): Kind | undefined {
	return typeOf(rules, id) as Kind | undefined;
}

/**
 * Everything that is wrong with a value as a record; [] = nothing. Takes any junk, never throws. Caps:
 * 64 KB as JSON, 16 levels, no key that reaches a prototype, no broken text.
 */
export function checkRecord(value: unknown): Problem[] {
	return checkAgainst(rules, value);
}

/**
 * `true`, or why this document may not be written: a `RefusalCode`, or `field:problem` of the first thing
 * wrong with it. The one answer that the gateway and CouchDB's `validate_doc_update` give: the record's
 * check, who may write it, what never changes, id and type agreeing, deletion. `oldDoc` is the revision
 * that it follows (null, undefined or deleted = none), `alone` whether no other version of the document
 * stands beside it; `who.group` refuses records of another group.
 */
export function checkWrite(newDoc: unknown, oldDoc: unknown, who: Who, alone = false): true | string {
	return checkWriteAgainst(rules, newDoc, oldDoc, who, alone);
}

/** Whether this person may write this record (in place of that one): `true` or the reason. */
export function mayWrite(who: Who, next: AnyRecord, before?: AnyRecord): true | RefusalCode {
	const type = kindOf(next._id);
	return type === undefined ? 'unknown_kind' : mayWriteWith(rules[type], who, next, before);
}

/** The record in today's schema; a newer one, or one of an unknown kind, is left as it is. */
export function upgradeRecord<R extends Base = AnyRecord>(doc: Base): R {
	const type = kindOf(doc._id);
	return (type === undefined ? doc : upgradeWith(rules[type], doc)) as R;
}

/**
 * What two versions of one record come to: commutative, associative, idempotent; loses neither an append
 * nor a value written at the same time. The result has no `_rev`.
 */
export function mergeRecords<R extends Base = AnyRecord>(a: R, b: R): R {
	const type = kindOf(a._id);
	if (type === undefined) throw new Error(`no kind for ${a._id}`);
	return kinds[type].merge(a, b) as R;
}

/**
 * A copy of an editable record with some fields changed (`undefined` takes an optional one away), stamped
 * so that it merges. Edit what all versions on this device merge to, or a device could stamp two different
 * edits alike. Setting a field also settles the values in `also`. Throws for an immutable kind. The result
 * is tidied but not checked.
 */
export function editRecord<R extends Base>(record: R, changes: Partial<R>, author: Author): R {
	const type = kindOf(record._id);
	if (type === undefined) throw new Error(`no kind for ${record._id}`);
	return editWith(rules[type], record, changes, author);
}

/**
 * What is left of a record that is erased at this time: it wins every merge, whatever others wrote meanwhile. Throws for
 * a kind that is never erased.
 */
export function eraseRecord<R extends Base>(record: R, at: string): R {
	const type = kindOf(record._id);
	if (type === undefined) throw new Error(`no kind for ${record._id}`);
	return eraseWith(rules[type], record, at);
}

/** Whether a record of this id is large and could be made again, so that second copies on a phone leave it out. */
export function isBulky(id: string): boolean {
	const type = kindOf(id);
	return type !== undefined && rules[type].bulky === true;
}

/** Whether a record was erased: nothing of a person is left in it. */
export function isErased(record: Base): boolean {
	const type = kindOf(record._id);
	return type !== undefined && isErasedBy(rules[type], record);
}

export {
	community,
	member,
	commitment,
	progress,
	patch,
	building,
	door,
	visit,
	count,
	undo,
	suppression,
	contact,
	round,
	picture,
	part,
	story,
	review,
	answer,
	event,
	task,
	bring,
	rsvp,
	message,
	tally,
	outcome,
	spot,
	coop,
	audit,
	asset,
	listing
};
export type {
	Community,
	Member,
	Commitment,
	Progress,
	Patch,
	Building,
	Door,
	Visit,
	Count,
	Undo,
	Suppression,
	Contact,
	Round,
	Picture,
	Part,
	Story,
	Review,
	Answer,
	PlannedEvent,
	Task,
	Bring,
	Rsvp,
	Message,
	Tally,
	Outcome,
	Spot,
	Coop,
	AuditNote,
	Asset,
	Listing
};
export type { CommunityInput, Partner } from './community.ts';
export type { MemberInput } from './member.ts';
export type { Area, CommitmentInput, Feed, Measure } from './commitment.ts';
export type { ProgressInput } from './progress.ts';
export type { PatchInput, WalkOrder } from './patch.ts';
export type { BuildingInput } from './building.ts';
export type { CountInput } from './count.ts';
export type { DoorInput } from './door.ts';
export type { Result, Slot, VisitInput } from './visit.ts';
export type { UndoInput } from './undo.ts';
export type { RoundInput } from './round.ts';
export type { PictureInput } from './picture.ts';
export type { PartInput } from './part.ts';
export type { StoryFigure, StoryInput } from './story.ts';
export type { ReviewInput } from './review.ts';
export type { AnswerInput, Decision, HealthQuestion } from './answer.ts';
export type { EventInput, EventKind, Road, When } from './event.ts';
export type { Due, TaskInput, TaskState } from './task.ts';
export type { BringInput, BringSort } from './bring.ts';
export type { RsvpInput, RsvpNeed } from './rsvp.ts';
export type { MessageInput } from './message.ts';
export type { Tallied, TallyInput } from './tally.ts';
export type { OutcomeInput } from './outcome.ts';
export type { SpotInput } from './spot.ts';
export type { CoopInput, Need } from './coop.ts';
export type { AuditNoteInput, Enterprise, Evidence, Seen } from './audit.ts';
export type { AssetInput } from './asset.ts';
export type { SuppressionInput } from './suppression.ts';
export type { ContactInput } from './contact.ts';
export type { ListedCommitment, ListedReview, ListingInput, Status } from './listing.ts';
export { COMMUNITY_STATUSES, PARTNER_ROLES, coarsePoint } from './community.ts';
export { ROLES } from './member.ts';
export { AREAS, COMMUNITY_KINDS, NEEDS, STATUSES } from './lists.ts';
export { ADDS, BETTER, CHECK_INS, FEEDS, MEASURE_KINDS } from './commitment.ts';
export { MAX_FACT, MAX_FACTS, WALK_ORDERS } from './patch.ts';
export { ACCESS, MOST_FLOORS, buildingId } from './building.ts';
export { DOOR_SOURCES, SIDES, doorId, sideOf } from './door.ts';
export { LEFT, NOT_A_HOME, RESULTS, SLOTS } from './visit.ts';
export { SUPPRESSION_KINDS } from './suppression.ts';
export { MOST_PICTURE_BYTES, PART_BYTES, PICTURE_FORMATS } from './picture.ts';
export { partId } from './part.ts';
export { STORY_STATES } from './story.ts';
export { REVIEW_STEPS, reviewId } from './review.ts';
export { answerId, DECISIONS, HEALTH } from './answer.ts';
export { changesOf, EVENT_KINDS, EVENT_STATUSES, MOST_LEFT_OUT } from './event.ts';
export { TASK_STATES } from './task.ts';
export { BRING_SORTS, BRING_STATES } from './bring.ts';
export { RSVP_ANSWERS, RSVP_NEEDS, rsvpId } from './rsvp.ts';
export { MESSAGE_ABOUT, MOST_MESSAGE } from './message.ts';
export { TALLIED } from './tally.ts';
export { outcomeId } from './outcome.ts';
export { SPOT_SORTS } from './spot.ts';
export { ENTERPRISES, SEEN, WANTS_TRADE } from './audit.ts';
export { ASSET_SORTS } from './asset.ts';
export { mayTakeBack } from './guard.ts';
export { appVersion } from './version.ts';
export { bareId, groupDatabase, isId, isRev, newGroupId, newId, newUlid } from './ids.ts';
export {
	normaliseAddress,
	normaliseStreet,
	parseHouseNumber,
	postcodeDistrict,
	tidyPostcode
} from './address.ts';
export type { AddressParts } from './address.ts';
export { canonical, isSame, MAX_BYTES, MAX_DEPTH } from './json.ts';
export { cleanText, hasForbiddenCharacters, tidyText } from './text.ts';
export type {
	Also,
	Author,
	Base,
	Check,
	Dot,
	KindDefinition,
	KindRule,
	Made,
	Mark,
	Problem,
	ProblemCode,
	RefusalCode,
	Role,
	Who
} from './record.ts';
