/** Every word and figure on screen: messages by area, and British formatting. */
export * as m from './paraglide/messages.js';
export {
	formatAgo,
	formatClock,
	formatDate,
	formatDay,
	formatDayInFull,
	formatDistance,
	formatLanguage,
	formatList,
	formatMonth,
	formatNumber,
	formatPence,
	formatPercent,
	formatSize,
	formatTime
} from './format.ts';
export { eventKindWords } from './event-kind-words.ts';
export { formatWhen } from './format-when.ts';
export { needsLine, needWithin, needWords } from './need-words.ts';
export { messageAbout, messageAbouts } from './message-about.ts';
export { partnerRole } from './partner-words.ts';
export { errorText, errorTitle, notSaved } from './error-words.ts';
