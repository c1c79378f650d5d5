/**
 * The form that a page was sent; undefined where it is longer than `most` bytes, or does not say how long it is. What is no
 * form has no fields, so the page asks for them.
 */
export async function readForm(request: Request, most: number): Promise<FormData | undefined> {
	const length = request.headers.get('content-length');
	if (length === null || Number(length) > most) return undefined;
	return request.formData().catch(() => new FormData());
}
