/** Public facts that an operator imports: what they are, and how published files are read. */
export { readBoundaries, type BoundariesProblem } from './boundaries.ts';
export * from './facts.ts';
export {
	kindOfTable,
	LAYOUTS,
	missingHeadings,
	provenance,
	type RowProblem,
	type RowRemark,
	type TableKind
} from './layouts.ts';
export { bringUpToDate, mergeRows, type Update } from './update.ts';
