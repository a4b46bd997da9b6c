import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createSlackAnswers, forgetOldAnswers, haveChanged } from '../../src/db/slack-answers.ts';
import { createSeals } from '../../src/journal/seals.ts';
import { handClock } from '../support/clock.ts';
import { fileDatabase } from '../support/file-database.ts';
import { testKeys } from '../support/keys.ts';
import { silentLog } from '../support/log.ts';

type Members = { members: string[] };

const clock = handClock(new Date().toISOString());
const place = fileDatabase();

const forged: string[] = [];
/** What one replica sees; all of them share the database. */
const replica = () =>
  createSlackAnswers<Members>({
    db: place.database.db,
    clock,
    seals: createSeals(testKeys),
    log: silentLog,
    onForged: () => forged.push('told'),
  });
const of = async (subject: string) => (await replica().read([subject])).get(subject);

/** What somebody does who can write to the database, and has no key. */
const forgeries: [string, string][] = [
  ['puts themselves into a group', `answer = '{"members": ["U1", "UINSIDER"]}'`],
  ['makes an old answer new', `asked_at = now() + interval '1 hour', shared_asked_at = now() + interval '1 hour'`],
  ['takes back that an event came after it', 'answer_events = events + 1'],
  ['gives it the answer about another group', `answer = (SELECT answer FROM slack_answers WHERE subject = 'S0Z')`],
  [
    'gives it the whole row of another group',
    `(answer, answer_ticket, answer_events, asked_at, shared_asked_at, seal) =
        (SELECT answer, answer_ticket, answer_events, asked_at, shared_asked_at, seal FROM slack_answers WHERE subject = 'S0Z')`,
  ],
  ['takes the seal away', 'seal = NULL'],
];

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

  it.each(forgeries)('are not used if somebody who can write to the database %s', async (_what, set) => {
    const questions = await replica().begin(['S0Y', 'S0Z']);
    const members = (subject: string) => (subject === 'S0Y' ? ['U1'] : ['UINSIDER']);
    await replica().keep(questions.map((question) => ({ question, answer: { members: members(question.subject) } })));
    expect((await of('S0Y'))?.answer).toEqual({ members: ['U1'] });
    await sql.raw(`UPDATE slack_answers SET ${set} WHERE subject = 'S0Y'`).execute(place.database.db);
    forged.length = 0;
    expect(await of('S0Y')).toBeUndefined();
    // One without a seal may be of an older version.
    expect(forged).toHaveLength(set === 'seal = NULL' ? 0 : 1);
    expect((await of('S0Z'))?.answer).toEqual({ members: ['UINSIDER'] });
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

  it('are forgotten once Slack was not asked about them for a month, and not while it is just being asked', async () => {
    const { db } = place.database;
    const [old, asked] = await replica().begin(['U0OLD', 'U0ASKED']);
    if (old === undefined || asked === undefined) throw new Error('no question');
    await replica().keep([old, asked].map((question) => ({ question, answer: { members: [] } })));
    await sql`UPDATE slack_answers SET begun_at = clock_timestamp() - interval '31 days'`.execute(db);
    await replica().begin(['U0ASKED']);
    await forgetOldAnswers(db);
    const left = await db.selectFrom('slack_answers').select('subject').execute();
    expect(left).toEqual([{ subject: 'U0ASKED' }]);
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
