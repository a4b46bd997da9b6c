import { expect, it } from 'vitest';
import { policyOf } from '../../support/policy.ts';
import { policyText, problemsIn } from './support.ts';

it('a digest has its time by the policy’s clock, and workdays when it names none', () => {
  const { digest, figures } = policyOf(`timezone: Asia/Kolkata\ndigest: { channel: C0DIGEST, at: "08:30" }\n${policyText('')}`);
  expect(digest).toEqual({
    channel: 'C0DIGEST',
    minute: 510,
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    timeZone: 'Asia/Kolkata',
  });
  expect(figures).toEqual({ byPerson: false });
});

it('says on its line what is wrong with a digest', () => {
  const say = (digest: string) =>
    problemsIn(`digest: ${digest}\n${policyText('')}`).map((problem) => `${problem.line} ${problem.path}: ${problem.say}`);
  expect(say('{ channel: C0DIGEST, at: "25:00" }')).toEqual([
    '1 digest.at: Write a time from 00:00 to 23:59 such as 08:30, in quotes.',
  ]);
  expect(say('{ channel: C0DIGEST, at: "24:00" }')).toHaveLength(1);
  expect(say('{ channel: C0DIGEST }')).toEqual(['1 digest.at: "at" is missing.']);
  expect(say('{ channel: "#ops", at: "08:30" }')).toEqual([expect.stringContaining('This is not a channel id')]);
  expect(say('{ channel: C0DIGEST, at: "08:30", days: [] }')).toEqual([expect.stringContaining('Write at least one day')]);
  expect(problemsIn(`figures: { byPerson: maybe }\n${policyText('')}`)).toEqual([
    expect.objectContaining({ say: 'Write true or false.' }),
  ]);
});
