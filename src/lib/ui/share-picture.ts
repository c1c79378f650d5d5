import { saveFile } from './save-file.ts';

/** Hands a PNG over through the phone's own sheet where that takes pictures (`shared`), else it is among the downloads (`saved`). */
export async function sharePicture(picture: Blob, name: string): Promise<'shared' | 'saved'> {
	const file = new File([picture], name, { type: 'image/png' });
	if (await shared(file)) return 'shared';
	saveFile(file, name);
	return 'saved';
}

/** Whoever closes the sheet has not failed. */
async function shared(file: File): Promise<boolean> {
	if (!navigator.canShare?.({ files: [file] })) return false;
	return await navigator.share({ files: [file] }).then(
		() => true,
		(reason: unknown) => reason instanceof DOMException && reason.name === 'AbortError'
	);
}
