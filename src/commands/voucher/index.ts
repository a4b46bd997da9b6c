import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { applyVoucherForm } from './apply.ts';
import { voucherList } from './list.ts';

export const voucherFeature: Feature = spoken({
  reads: [voucherList],
  verbs: [
    {
      form: applyVoucherForm,
      command: 'voucher',
      verb: 'apply',
      usage: '<customer | account:…> [template]',
      description: 'Give a goodwill voucher',
    },
  ],
});
