declare global {
	/** SHA-256 of each file in static/, by its address; put in by the build. */
	const __STATIC_HASHES__: Record<string, string | undefined>;

	namespace App {
		interface Error {
			message: string;
			/** What to tell whoever looks after the app. */
			code?: string;
		}
	}
}

export {};
