import type { Feature } from '../feature.ts';
import { mediaButton, mediaReasonForm } from './media.ts';
import { verificationShow } from './show.ts';

export const verificationFeature: Feature = {
  reads: [verificationShow],
  buttons: [mediaButton],
  submissions: [mediaReasonForm],
};
