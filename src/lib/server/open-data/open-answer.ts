/** Files for everybody: read by any page of any site, under one licence, sent again only when they have changed. */
import { ATTRIBUTION, LICENCE } from '../../rules/open-data/licence.ts';
import { answerFile, textFile, type SentFile } from '../packed-file.ts';

export interface OpenFile {
	/** The media type. */
	type: string;
	/** What it is called where it is kept; shown in the browser all the same. */
	name?: string;
	/** It is kept and not shown. */
	download?: boolean;
	/** When something in it last became what it is, RFC 3339. */
	modified?: string;
}

/** Under what it may be used, as every answer says it. */
export const SAID = { licence: LICENCE.name, licence_url: LICENCE.url, attribution: ATTRIBUTION };

/** Read by scripts of other sites as well: decision 032. No request of theirs carries a cookie here. */
export const OPEN_TO_ALL = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': 'etag, link'
};

/** The headers of a public file. */
export function openHeaders({ type, name, download, modified }: OpenFile) {
	return {
		...{ 'content-type': type, ...OPEN_TO_ALL },
		link: `<${LICENCE.url}>; rel="license"`,
		...(name && { 'content-disposition': `${download ? 'attachment' : 'inline'}; filename="${name}"` }),
		...(modified && { 'last-modified': new Date(modified).toUTCString() })
	};
}

/** Answers with a public file that is kept, or with a text that is made for this request. */
export function answerOpen(file: SentFile | string, request: Request, about: OpenFile): Promise<Response> {
	return answerFile(typeof file === 'string' ? textFile(file) : file, request, openHeaders(about));
}

/** What was asked for can't be answered: why, in a code for programs and a sentence for people. */
export function refuseOpen(status: 400 | 404, code: string, message: string, more: object = {}): Response {
	return Response.json(
		{ code, message, ...more },
		{ status, headers: { ...OPEN_TO_ALL, 'cache-control': 'no-store' } }
	);
}
