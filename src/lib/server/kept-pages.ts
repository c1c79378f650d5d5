/** Public pages that say the same to everybody: made once for all who come while nothing in the registry has changed. */
import { readNation } from './nation/kept.ts';
import { answerFile, textFile, type SentFile } from './packed-file.ts';
import type { Site } from './site.ts';

interface Page {
	file: SentFile;
	headers: Record<string, string> & { 'content-type': string };
	/** Characters. */
	length: number;
}

/** Pages without a form: those that are one for everybody. */
const SHARED = /^\/(communities|stories|events|nation|deserts|clusters|open-data)(\/[^/.]+)?$/;
/** Characters of all pages that are kept; the one that was asked for longest ago makes room. */
const MOST = 16_000_000;
/** After a minute a page is made again: days and hours pass, and not all that it says stands in the registry. */
const MINUTE = 60_000;

/** Whether a page may be made once for several who ask. */
export const isShared = ({ method }: Request, pathname: string): boolean =>
	(method === 'GET' || method === 'HEAD') && SHARED.test(pathname);

interface Kept {
	/** What it was made of. */
	at: string;
	page: Promise<Page | undefined>;
}

/** Keeps pages of one gateway. */
export function keepPages(most = MOST) {
	const kept = new Map<string, Kept>();
	const lengths = new Map<string, number>();

	function forget(address: string): void {
		kept.delete(address);
		lengths.delete(address);
	}

	function makeRoom(): void {
		let all = [...lengths.values()].reduce((sum, length) => sum + length, 0);
		for (const [address, length] of lengths) {
			if (all <= most) return;
			all -= length;
			forget(address);
		}
	}

	/** Answers with the page at an address, which `render` makes where it is not there as it should be now. */
	return async (
		site: Site,
		request: Request,
		address: string,
		render: () => Promise<Response>
	): Promise<Response> => {
		// A registry that can't be read makes a page that says so.
		const mark = await readNation(site).then(
			(nation) => nation.mark,
			() => undefined
		);
		if (mark === undefined) return render();
		const at = `${mark} ${Math.floor(site.now().getTime() / MINUTE)}`;
		let own: Response | undefined;
		let known = kept.get(address);
		if (known?.at !== at) {
			const made = render().then(async (response) => {
				const page = await pageOf(response);
				if (!page) own = response;
				return page;
			});
			known = { at, page: made };
			const mine = known;
			kept.set(address, mine);
			const settled = (page?: Page) => {
				if (kept.get(address) !== mine) return;
				forget(address);
				if (!page) return;
				kept.set(address, mine);
				lengths.set(address, page.length);
				makeRoom();
			};
			made.then(settled, () => settled());
		}
		const page = await known.page;
		if (page) return answerFile(page.file, request, page.headers);
		return own ?? render();
	};
}

/** A page that says the same to everybody, read to its end; nothing where it doesn't. */
async function pageOf(response: Response): Promise<Page | undefined> {
	const { status, headers } = response;
	const type = headers.get('content-type') ?? '';
	const isPublic = (headers.get('cache-control') ?? '').startsWith('public');
	if (status !== 200 || !isPublic || !type.startsWith('text/html') || headers.has('set-cookie'))
		return undefined;
	const text = await response.text();
	const said = [...headers].filter(([name]) => !['content-length', 'etag', 'vary'].includes(name));
	return {
		file: textFile(text),
		headers: { ...Object.fromEntries(said), 'content-type': type },
		length: text.length
	};
}
