import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

export interface DesignDocument {
	_id: string;
	_rev?: string;
	language: 'javascript';
	validate_doc_update: string;
}

/** Which check guards which databases; all groups share one. */
const CHECKS = {
	group: 'validateGroup',
	registry: 'validateRegistry',
	reference: 'validateInternal',
	accounts: 'validateInternal'
} as const;

export type DesignName = keyof typeof CHECKS;

/** The design document of every kind of database. */
export async function designDocuments(): Promise<Record<DesignName, DesignDocument>> {
	const names = Object.keys(CHECKS) as DesignName[];
	const made = names.map(async (name) => [name, await designDocument(name)] as const);
	return Object.fromEntries(await Promise.all(made)) as Record<DesignName, DesignDocument>;
}

async function designDocument(name: DesignName): Promise<DesignDocument> {
	const validate_doc_update = await bundleCheck(CHECKS[name]);
	return { _id: '_design/toadlane', language: 'javascript', validate_doc_update };
}

/**
 * One function expression in ES2017, which both of CouchDB 3.5's engines take: SpiderMonkey knows no newer
 * syntax, and neither takes a function in parentheses or an import.
 */
export async function bundleCheck(check: (typeof CHECKS)[DesignName]): Promise<string> {
	const built = await build({
		stdin: {
			contents: `export { ${check} as check } from './validate.ts';`,
			resolveDir: fileURLToPath(new URL('.', import.meta.url)),
			loader: 'ts'
		},
		bundle: true,
		write: false,
		format: 'iife',
		globalName: 'toadlane',
		target: 'es2017',
		treeShaking: true,
		minifySyntax: true,
		minifyWhitespace: true,
		charset: 'ascii'
	});
	const code = built.outputFiles[0]?.text.trim() ?? '';
	return `function (newDoc, oldDoc, userCtx, secObj) {\n${code}\ntoadlane.check(newDoc, oldDoc, userCtx, secObj);\n}`;
}
