/** What became of a message that was written on a community's page. */
export type MessageOutcome =
	| { told: boolean }
	| {
			refused: {
				code: string;
				retry_after?: number;
				problems: { field: string; code: string; limit?: number }[];
				typed: { name: string; reach: string; about: string; text: string };
			};
	  };
