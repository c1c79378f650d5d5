import { bodyOf } from './body.ts';

/**
 * The form that a page was sent; undefined where it is longer than `most` bytes. What is no form has no fields, so the page
 * asks for them.
 */
export async function readForm(request: Request, most: number): Promise<FormData | undefined> {
	try {
		const body = await bodyOf(request, most);
		if (!body) return undefined;
		const type = request.headers.get('content-type') ?? '';
		return await new Response(body, { headers: { 'content-type': type } }).formData();
	} catch {
		return new FormData();
	}
}
