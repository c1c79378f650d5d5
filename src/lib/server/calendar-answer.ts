import { createHash } from 'node:crypto';

/** A calendar's file as an answer, with a mark by which it is fetched again only when it has changed. */
export function calendarAnswer(text: string, name: string): Response {
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `inline; filename="${name}.ics"`,
			'cache-control': 'public, max-age=0, must-revalidate',
			etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
		}
	});
}
