import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ID = 'virtual:reckoning-worker';

/** Packs the reckoning of deserts as one text, `virtual:reckoning-worker`, which a worker thread of the server runs. */
export function reckoningWorker(): Plugin {
	return {
		name: 'reckoning-worker',
		resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
		async load(id) {
			if (id !== `\0${ID}`) return undefined;
			const { outputFiles, metafile } = await build({
				entryPoints: [fileURLToPath(new URL('./reckoning-worker.ts', import.meta.url))],
				...{ bundle: true, write: false, metafile: true, minifySyntax: true },
				...{ platform: 'node', target: 'node20', format: 'cjs' }
			});
			for (const file of Object.keys(metafile.inputs)) this.addWatchFile(file);
			return `export default ${JSON.stringify(outputFiles[0]?.text ?? '')};`;
		}
	};
}
