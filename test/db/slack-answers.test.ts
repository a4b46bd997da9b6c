import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlackAnswers, haveChanged } from '../../src/db/slack-answers.ts';
import { handClock } from '../support/clock.ts';
import { freshDatabase } from '../support/database.ts';

type Members = { members: string[] };

const clock = handClock(new Date().toISOString());
let place: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  place = await freshDatabase();
});
afterAll(() => place.remove());

/** What one replica sees; all of them share the database. */
const replica = () => createSlackAnswers<Members>({ db: place.database.db, clock });
const of = async (subject: string) => (await replica().read([subject])).get(subject);

describe('answers of Slack in the database', () => {
  it('serve every replica, and age by the clock', async () => {
    const [question] = await replica().begin(['S0A']);
    if (question === undefined) throw new Error('no question');
    await replica().keep([{ question, answer: { members: ['U1'] } }]);
    expect(await of('S0A')).toMatchObject({ answer: { members: ['U1'] }, isCurrent: true, events: 0 });
    clock.forward(7_000);
    expect((await of('S0A'))?.ageMs).toBeGreaterThanOrEqual(7_000);
    clock.forward(-7_000);
    clock.forward(-3_600_000);
    expect((await of('S0A'))?.ageMs).toBeGreaterThanOrEqual(3_500_000);
    clock.forward(3_600_000);
  });

  it('to an earlier question never replace one to a later question, in whatever order they come', async () => {
    const [first] = await replica().begin(['S0B']);
    const [second] = await replica().begin(['S0B']);
    if (first === undefined || second === undefined) throw new Error('no question');
    await replica().keep([{ question: second, answer: { members: ['U2'] } }]);
    await replica().keep([{ question: first, answer: { members: ['U1'] } }]);
    expect((await of('S0B'))?.answer).toEqual({ members: ['U2'] });
  });

  it('count no more once an event has come since they were asked for, and again once Slack was asked after it', async () => {
    const [before] = await replica().begin(['S0C']);
    await replica().noteEvent('S0C');
    if (before === undefined) throw new Error('no question');
    await replica().keep([{ question: before, answer: { members: ['U1'] } }]);
    expect(await of('S0C')).toMatchObject({ isCurrent: false, events: 1 });
    const [after] = await replica().begin(['S0C']);
    if (after === undefined) throw new Error('no question');
    await replica().keep([{ question: after, answer: { members: [] } }]);
    expect(await of('S0C')).toMatchObject({ answer: { members: [] }, isCurrent: true, events: 1 });
  });

  it('are known to have changed inside the transaction that rests on them', async () => {
    const [question] = await replica().begin(['S0D']);
    if (question === undefined) throw new Error('no question');
    const marks = [{ subject: 'S0D', events: question.events }];
    expect(await haveChanged(place.database.db, marks)).toBe(false);
    await replica().noteEvent('S0D');
    expect(await haveChanged(place.database.db, marks)).toBe(true);
  });

  it('are not begun by an event: nothing is kept about people who never used the app', async () => {
    await replica().noteEvent('U0NOBODY');
    const rows = await place.database.db
      .selectFrom('slack_answers')
      .select('subject')
      .where('subject', '=', 'U0NOBODY')
      .execute();
    expect(rows).toEqual([]);
  });
});
