import type { Feature } from '../feature.ts';

export const unitFeature: Feature = {};
