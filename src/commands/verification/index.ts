import type { Feature } from '../feature.ts';
import { mediaButton, mediaReasonForm } from './media.ts';
import { verificationShow } from './show.ts';

export const verificationFeature: Feature = {
  commands: [verificationShow.command],
  buttons: [mediaButton],
  sent: [verificationShow.sent, mediaReasonForm],
};
