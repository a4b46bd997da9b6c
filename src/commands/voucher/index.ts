import { spoken } from '../../lib/language/speak.ts';
import type { Feature } from '../feature.ts';
import { applyVoucherForm } from './apply.ts';
import { envelopeForm } from './envelope.ts';
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
    {
      form: envelopeForm,
      command: 'voucher',
      verb: 'envelope',
      usage: '[voucher] [how many] [until] [reason]',
      description: 'Let the desk give one voucher to many customers for a while',
    },
  ],
});
