import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The SHA-256 of every file below a folder, by its address: what tells the service worker that a file has changed. */
export function hashFiles(folder: string): Record<string, string> {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile()
	);
	return Object.fromEntries(
		files.map((entry) => {
			const path = join(entry.parentPath, entry.name);
			const address = '/' + relative(folder, path).split(sep).join('/');
			return [address, createHash('sha256').update(readFileSync(path, 'base64')).digest('hex').slice(0, 16)];
		})
	);
}
