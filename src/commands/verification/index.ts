import type { Feature } from '../feature.ts';
import { verificationShow } from './show.ts';

export const verificationFeature: Feature = {
  commands: [verificationShow.command],
  sent: [verificationShow.sent],
};
