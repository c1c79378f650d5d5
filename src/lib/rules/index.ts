/** The rules: pure questions that go across kinds of records. */
export { areaOf, cornersAround, cornersOf, isInside, type AreaProblem } from './area.ts';
export { addressLine, compareDoors, doorLabel, listDoors } from './addresses.ts';
export {
	auditState,
	auditStates,
	isCoopHere,
	lastWords,
	NOT_YET,
	type AuditState,
	type Differing
} from './audit-state.ts';
export {
	auditList,
	nearestByNeed,
	type Around,
	type AuditList,
	type AuditRow,
	type ListedCoop,
	type PlacedRow
} from './audit-list.ts';
export {
	aroundOf,
	isMaybeNear,
	REACHES,
	reachKey,
	USUAL_REACH,
	type GroupPlaces,
	type Reach
} from './audit-reach.ts';
export { nameLike } from './alike-names.ts';
export {
	auditProgress,
	per10000,
	type AuditProgress,
	type NeedFound,
	type NeedState
} from './audit-progress.ts';
export {
	corrections,
	correctionsCsv,
	type CorrectedField,
	type Correction,
	type Published
} from './corrections.ts';
export { checkInDue } from './check-in.ts';
export { commitmentStatus, standingEntries, takenBack, type CommitmentStatus } from './commitment-status.ts';
export { changeTarget, inOrder as targetsInOrder } from './change-target.ts';
export {
	kindOfUnit,
	readAmount,
	storedAmount,
	typedAmount,
	unitOfKind,
	type AmountProblem,
	type ReadAmount
} from './amounts.ts';
export { closeReview, leftUndone, outcomes, underReview, type Outcome } from './close-review.ts';
export { sumCounts } from './counts.ts';
export {
	chosenBy,
	exampleFigures,
	pilotsFirst,
	type AllExampleFigures,
	type ExampleFigures
} from './example-figures.ts';
export { addDays, FEEDERS, fedToday, isFed, sumOfFeed, type FedDay, type Feeder } from './feeds.ts';
export {
	ENTERPRISE_QUESTIONS,
	enterpriseKind,
	type EnterpriseAnswers,
	type EnterpriseGuess,
	type EnterpriseQuestion,
	type EnterpriseReason
} from './kinds-of-enterprise.ts';
export { expiredAt, inMonths, seasonEnd, stillKept, toErase, type Expiring } from './contacts.ts';
export { callsOf, coverage, coverOf, type Calls, type Cover } from './coverage.ts';
export { COLUMNS, guessColumns, type Column, type ColumnGuess } from './csv-columns.ts';
export {
	MAX_ROWS,
	missingColumn,
	parseCsvDoors,
	readDoor,
	type DoorDraft,
	type DoorPreview,
	type RowProblem,
	type TableProblem,
	type TableRow
} from './csv-doors.ts';
export {
	foldDoor,
	isDue,
	isWaiting,
	isWaitOver,
	someoneAnswered,
	type DoorFold,
	type DoorState,
	type DoorDay,
	type Wait
} from './door-state.ts';
export { sunset, tooLate } from './daylight.ts';
export { metresBetween } from './distance.ts';
export { dueList, type DueList } from './due-list.ts';
export { layFlats, MOST_FLATS, NUMBERINGS, type Flat, type FlatsInput, type FlatsProblem } from './flats.ts';
export { nextSteps, type GroupFacts, type NextStep } from './next-steps.ts';
export {
	MAX_NUMBERS,
	parseNumbers,
	type HouseNumber,
	type NumberProblem,
	type ParsedNumbers
} from './numbers.ts';
export { readExtract, readFeatures, type ExtractProblem } from './osm-doors.ts';
export { joinParts, pictureRecords, type PictureSort } from './pictures.ts';
export { countDecisions, lastClosed, makeListing, type RegistryFacts } from './publish.ts';
export { readiness, type Missing, type Readiness } from './readiness.ts';
export { readMessages } from './messages.ts';
export { linkWords, reachLink, readLink } from './reach.ts';
export { changeShown, listingOf, registerCommunity } from './register.ts';
export { outNow, type Out } from './rounds.ts';
export { saidTwice } from './said-twice.ts';
export { slotOf } from './slots.ts';
export { streetSaid, type StreetSaid } from './street-said.ts';
export { bankHolidayOn, easterOf, NATIONS, type BankHoliday, type Nation } from './bank-holidays.ts';
export { dayAfter, daysFrom } from './calendar-days.ts';
export { clockAt, isZone, momentOf } from './clock.ts';
export { byTime, dayOf, HOME_ZONE, momentsOf, timeOf, todayAt } from './event-time.ts';
export {
	changeState,
	dueDay,
	inDueOrder,
	isOpen,
	nowAndNext,
	runSheet,
	urgencyOf,
	type Urgency
} from './event-tasks.ts';
export { foodBalance, type FoodBalance } from './food.ts';
export { homesOf } from './homes.ts';
export { askedAt } from './asked-at-door.ts';
export { copyEvent, dayAgain } from './copy-event.ts';
export { namesToErase, needsOf, roomFor, roomForPromised, seats, whatToTell, type Seats } from './seats.ts';
export { closureDays, CLOSURE_WEEKS, type ClosureDays } from './closure-days.ts';
export { MOST_ROADS, readRoad, type RoadProblem, type TypedRoad } from './roads.ts';
export {
	FIRE_ENGINE_METRES,
	lengthOf,
	nearestHouse,
	outside,
	type PlacedHouse,
	type PlanPoint
} from './street-plan.ts';
export { streetSketch, type StreetSketch } from './street-sketch.ts';
export { isWorkingDay, LATE_NOTICE_DAYS, lastDayToGive } from './working-days.ts';
export { figuresOf, sumTallies, type Sums } from './tallies.ts';
export { readTally, typedTally, type TallyProblem } from './tally-amounts.ts';
export { nearestDue, nextDoor, nextInBlock, nextInOrder, roundKey, walkOrder, type WalkRow } from './walk.ts';
export {
	yearFigures,
	type YearCommitment,
	type YearFigures,
	type YearPerson,
	type YearRecords
} from './year-figures.ts';
export { liveness, yearAhead, type Liveness, type YearAhead } from './yearly.ts';
export { normaliseAddress, parseHouseNumber } from '../records/index.ts';
export { coopOf } from './outlet-ids.ts';
export { openPack, type CoopDirectory, type PackSource } from './coop-pack.ts';
export type { ListedInDirectory } from './listed-in-directory.ts';
export { findCoops, indexCoops, type CoopIndex, type CoopQuestion, type FoundCoop } from './find-coops.ts';
export { NEEDS, needsMet, type Need } from './needs.ts';
export { districtAt, openDistricts, type Districts, type KnownDistrict } from './districts/file.ts';
export type { DistrictClass } from './districts/classes.ts';
export { findings, isCovered, type NeedFinding } from './findings.ts';
export { roadsCouncil, type RoadsCouncil } from './roads-council.ts';
