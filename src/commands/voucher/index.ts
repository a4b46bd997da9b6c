import type { Feature } from '../feature.ts';
import { applyVoucherForm } from './apply.ts';
import { voucherList, voucherListButton } from './list.ts';

export const voucherFeature: Feature = {
  commands: [voucherList.command],
  verbs: [
    {
      form: applyVoucherForm,
      command: 'voucher',
      verb: 'apply',
      usage: '<customer | account:…> [template]',
      description: 'Give a goodwill voucher',
    },
  ],
  buttons: [voucherListButton],
  sent: [voucherList.sent],
};
