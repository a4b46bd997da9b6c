import type { Feature } from '../feature.ts';

export const smartmoveFeature: Feature = {};
