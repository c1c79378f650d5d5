import { answerOpen } from './open-data/open-answer.ts';

/** A calendar's file as an answer, with a mark by which it is fetched again only when it has changed. */
export const calendarAnswer = (text: string, request: Request, name: string): Promise<Response> =>
	answerOpen(text, request, { type: 'text/calendar; charset=utf-8', name: `${name}.ics` });
