import type { Feature } from '../feature.ts';
import { applyVoucherForm } from './apply.ts';

export const voucherFeature: Feature = {
  verbs: [
    {
      form: applyVoucherForm,
      command: 'voucher',
      verb: 'apply',
      usage: '<customer | account:…> [template]',
      description: 'Give a goodwill voucher',
    },
  ],
};
