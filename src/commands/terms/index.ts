import type { Feature } from '../feature.ts';

export const termsFeature: Feature = {};
