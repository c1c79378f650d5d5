/** Puts a file among this phone's downloads. */
export function saveFile(content: Blob, name: string): void {
	const address = URL.createObjectURL(content);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// Safari begins to read only after the click has been dealt with.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
