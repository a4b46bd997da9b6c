import type { Feature } from '../feature.ts';

export const ratingFeature: Feature = {};
