declare global {
	/** SHA-256 of each file in static/, by its address; put in by the build. */
	const __STATIC_HASHES__: Record<string, string | undefined>;

	/** Digest of the checks that CouchDB runs; put in by the build. */
	const __COUCH_DESIGNS__: string;

	namespace App {
		interface Error {
			message: string;
			/** What to tell whoever looks after the app. */
			code?: string;
		}
	}
}

export {};
