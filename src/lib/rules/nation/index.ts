/** The registry as a whole: finding communities in it, and its directory as one file. Public pages import single files. */
export {
	answerCommunities,
	commonTags,
	ONE_PAGE,
	type CommunitiesAnswer,
	type CommunityRow
} from './answer.ts';
export { writeAsked, type CommunitiesAsked, type Council } from './asked.ts';
export { districtAsked } from './district-asked.ts';
export { PAGE_MOST, readAsked, type AskedProblem } from './read-asked.ts';
export {
	findCommunities,
	indexCommunity,
	pointIn,
	type FoundCommunity,
	type IndexedCommunity,
	type InPieces,
	type Whereabouts
} from './find.ts';
export { offeredOf, type Offered } from './offered.ts';
export { openCommunities, packHead, packPiece, type CommunityDirectory, type DirectoryHead } from './pack.ts';
export {
	dormantBy,
	heardOf,
	isDemo,
	livenessOf,
	promised,
	summarise,
	type CommunitySummary,
	type Promised,
	type PublishedListing
} from './summary.ts';
export { synonymsOf, TAG_NAMES, tagFor, tagKey, TAGS } from './tags.ts';
