import { onPostgres } from '../support/on-postgres.ts';

await onPostgres({
  gate: () => import('./gate.test.ts'),
  seals: () => import('./seals.test.ts'),
  watch: () => import('./watch.test.ts'),
  clocks: () => import('./clocks.test.ts'),
  typedAnswers: () => import('../commands/listeners/typed-answers.test.ts'),
  standIn: () => import('./away/stand-in.test.ts'),
  offerLess: () => import('./offers/offer-less.test.ts'),
  answerOffer: () => import('./offers/answer-offer.test.ts'),
});
