import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import sirv from 'sirv';

const KEEP = 30 * 24 * 3_600_000;
const CHUNKS = '/_app/immutable/';
const UNFINISHED = '.part';

/**
 * Keeps a copy of the build's chunks and answers for those of earlier builds for 30 days after they were replaced, so
 * that a page that stays open over a release can still load the parts it has not loaded. JavaScript, because
 * src/serve.js runs as it stands.
 * @param {string} buildDir the build that is served now
 * @param {string} folder where the copies are kept; made when it is missing
 * @param {number} [now] ms since 1970
 * @returns {Promise<import('sirv').RequestHandler>} answers for a chunk that only an earlier build has; for everything
 * else it calls its third argument
 * @throws the file system's error when the folder can't be read or written
 */
export async function keepPreviousBuilds(buildDir, folder, now = Date.now()) {
	const built = join(buildDir, 'client', CHUNKS);
	const kept = join(folder, CHUNKS);
	const list = join(folder, 'current.json');
	const current = new Set(await filesIn(built));
	const there = new Set(await filesIn(kept));
	const lately = new Set(await readList(list));

	const today = new Date(now);
	for (const file of there) {
		const path = join(kept, file);
		if (current.has(file)) continue;
		// Replaced since the last start: its 30 days begin.
		if (lately.has(file)) await utimes(path, today, today);
		else if (now - (await stat(path)).mtimeMs > KEEP) await rm(path);
	}
	for (const file of current) {
		if (there.has(file)) continue;
		const path = join(kept, file);
		await mkdir(dirname(path), { recursive: true });
		await copyFile(join(built, file), path + UNFINISHED);
		await rename(path + UNFINISHED, path);
	}
	await mkdir(folder, { recursive: true });
	await writeFile(list, JSON.stringify([...current]));

	const answer = sirv(folder, { brotli: true, gzip: true, immutable: true, maxAge: KEEP / 1000 });
	return (request, response, otherwise) => {
		const path = request.url?.split('?', 1)[0] ?? '';
		const earlier = path.startsWith(CHUNKS) && !current.has(path.slice(CHUNKS.length));
		if (earlier) answer(request, response, otherwise);
		else otherwise?.();
	};
}

/**
 * The finished files below a folder, as paths with `/`; none where there is no such folder.
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function filesIn(folder) {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unlessMissing);
	return (entries ?? [])
		.filter((entry) => entry.isFile() && !entry.name.endsWith(UNFINISHED))
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/**
 * What was current at the last start. A list that a power cut left unreadable counts as none.
 * @param {string} file
 * @returns {Promise<string[]>}
 */
async function readList(file) {
	const text = await readFile(file, 'utf8').catch(unlessMissing);
	try {
		return JSON.parse(text ?? '[]');
	} catch {
		return [];
	}
}

/** @param {unknown} problem */
function unlessMissing(problem) {
	if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return undefined;
	throw problem;
}
