import type { Feature } from '../feature.ts';

export const verificationFeature: Feature = {};
