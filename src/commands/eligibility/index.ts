import type { Feature } from '../feature.ts';
import { eligibilityRead } from './read.ts';

export const eligibilityFeature: Feature = { reads: [eligibilityRead] };
