/** What a directory shows of the nation's districts. */
export { currentDistricts, type CarriedOver, type CurrentDistrict } from './carry-over.ts';
export { classOf, CLASSES, LEAST_COVERAGE, SHARES, type DistrictClass } from './classes.ts';
export { CLUSTER, findClusters, type Cluster } from './clusters.ts';
export { districtAt, openDistricts, packDistricts, type Districts, type KnownDistrict } from './file.ts';
export { groundFinder, isWithin, OUTSIDE_METRES, placeWithin, type Ground } from './locate.ts';
export { surveyDistricts, type DistrictFigures, type NearestCoop, type Survey } from './survey.ts';
