/** Hands words over through the phone's own sheet where there is one (`shared`), else into the clipboard (`copied`). */
export async function shareText(text: string): Promise<'shared' | 'copied' | 'failed'> {
	if (typeof navigator.share === 'function') {
		// Whoever closes the sheet has not failed.
		await navigator.share({ text }).catch(() => undefined);
		return 'shared';
	}
	try {
		await navigator.clipboard.writeText(text);
		return 'copied';
	} catch {
		return 'failed';
	}
}
