import type { Lesser } from '../../src/actions/define.ts';

type Asked = { customer: number; amount: number; currency: string };

/** Less than what was asked for, of any amount that a test names; `CHF` is of another currency. */
export function lesserGift(backOffice: { unlike?: string | undefined }): Omit<Lesser<never, Asked>, 'since'> {
  return {
    choices: async (_readers, { amount }) => (amount > 20 ? [{ value: '20', text: '20 EUR' }] : []),
    input: (input, choice) =>
      choice === 'CHF' ? { ...input, currency: 'CHF', amount: 1 } : { ...input, amount: Number(choice) },
    unlike: () => backOffice.unlike,
  };
}
