/** Lets others have a turn between the parts of something long. */
export const breathe = (): Promise<void> => new Promise((resume) => setTimeout(resume));
