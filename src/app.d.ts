declare global {
	namespace App {
		interface Error {
			message: string;
			/** What to tell whoever looks after the app. */
			code: string;
		}
	}
}

export {};
