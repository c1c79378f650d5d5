import type { Area, Feed, Measure } from '$lib/records';

/** A commitment to begin from, in today's language, with what somebody needs to know before they choose it. */
export interface Example {
	/** Never changed and never used again: commitments remember which example they came from. */
	id: string;
	area: Area;
	title: string;
	/** What changes, and for whom. */
	difference: string;
	measure: Omit<Measure, 'fed_by'>;
	/** What counts it by itself, once there are records of that kind. */
	counted?: Feed;
	/** As it is typed, like the target: money in pounds. Nothing unless it is given. */
	baseline?: number;
	target: number;
	/** Months from today until it is due. */
	months: number;
	/** How big it usually is, in words. */
	size: string;
	/** Three things to do this week. */
	steps: readonly string[];
	/** What one needs, and where to get it. */
	resources: readonly string[];
	/** Of the ICA's seven co-operative principles. */
	principles: readonly number[];
	tags: readonly string[];
}

/** A message that says one thing a line. */
export const lines = (message: string): string[] => message.split('\n');
