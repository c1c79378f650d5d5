/** Every word and figure on screen: messages by area, and British formatting. */
export * as m from './paraglide/messages.js';
export { formatDate, formatDay, formatDistance, formatMonth, formatNumber } from './format.ts';
export { formatLanguage, formatList, formatPence, formatPercent, formatSize } from './format-amounts.ts';
export { formatAgo, formatClock, formatDayInFull, formatTime } from './format-time.ts';
export { eventKindWords } from './event-kind-words.ts';
export { formatWhen } from './format-when.ts';
export { needsLine, needWithin, needWords } from './need-words.ts';
export { messageAbout, messageAbouts } from './message-about.ts';
export { partnerRole } from './partner-words.ts';
export { errorText, errorTitle, notSaved } from './error-words.ts';
