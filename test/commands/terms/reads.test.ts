import { describe, expect, it } from 'vitest';
import { termsFeature } from '../../../src/commands/terms/index.ts';
import { lastOf, openCommandHarness, staff } from '../../support/command-harness.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

function commandNamed(verb: string) {
  const command = termsFeature.reads?.find((one) => one.command.verb === verb)?.command;
  if (command === undefined) throw new Error(`no ${verb}`);
  return command;
}

async function type(verb: string, words: readonly string[], person: string = staff.lead) {
  const harness = await openCommandHarness();
  const interaction = await harness.command(person);
  await commandNamed(verb).run(interaction, words);
  return { harness, interaction };
}

describe('/terms list', () => {
  it('lists the usual branch’s terms, with what this person may do', async () => {
    const { interaction } = await type('list', []);
    const { blocks } = lastOf(interaction);
    expect(readBlocks(blocks)).toContain('Terms of Vienna (2)');
    expect(buttonObjects(blocks).map(({ text }) => text)).toEqual([
      'Show',
      'Edit',
      'Delete',
      'Read',
      'Show',
      'Edit',
      'Delete',
      'Read',
      'Create terms',
    ]);
    const agent = await type('list', ['Vienna'], staff.agent);
    expect(buttonObjects(lastOf(agent.interaction).blocks).map(({ text }) => text)).toEqual(['Show', 'Read', 'Show', 'Read']);
  });

  it('turns pages over all branches', async () => {
    const harness = await openCommandHarness();
    for (let id = 900; id < 910; id += 1)
      harness.backOffice.world.terms.set(id, {
        id,
        branchId: 1,
        termsAndConditionsText: 'T',
        termsAndConditionsUrl: 'https://operator.example/t',
        createdAt: '2020-01-01T00:00:00Z',
      });
    const interaction = await harness.command(staff.lead);
    await commandNamed('list').run(interaction, ['all']);
    const next = buttonObjects(lastOf(interaction).blocks).find(({ text }) => text === 'Next');
    expect(next?.value).toBe('page:1');
    const press = await harness.press(next?.value ?? '', undefined, staff.lead);
    await termsFeature.reads
      ?.flatMap(({ buttons }) => buttons)
      .find(({ id }) => id === 'terms.page')
      ?.run(press);
    const { blocks } = lastOf(press);
    expect(readBlocks(blocks)).toContain('Terms of all branches (15)');
    expect(buttonObjects(blocks).filter(({ text }) => text === 'Show')).toHaveLength(5);
    expect(buttonObjects(blocks).map(({ text }) => text)).toContain('Previous');
  });

  it('asks for the branch when there is none of that name', async () => {
    const { harness } = await type('list', ['Nowhere']);
    expect(readBlocks(harness.drawn.now().blocks)).toContain('No branch is called “Nowhere”');
  });
});

describe('/terms show', () => {
  it('takes an id or a label', async () => {
    for (const words of [['22'], ['Terms', 'of', 'use', 'Graz']]) {
      const { interaction } = await type('show', words);
      expect(readBlocks(lastOf(interaction).blocks)).toContain('Graz · terms 22');
    }
  });

  it('offers them all when nothing or something unknown is typed, and answers in the form', async () => {
    const { harness } = await type('show', ['99.9']);
    expect(readBlocks(harness.drawn.now().blocks)).toContain('No record of the terms is called “99.9”');
    const form = termsFeature.reads?.find(({ submission }) => submission.callbackId === 'terms.show.form')?.submission;
    const chosen = { terms: { 'field:terms': { type: 'static_select', selected_option: { value: '11' } } } };
    const sent = await form?.run(harness.submission(chosen, '', staff.lead));
    await sent?.after?.();
    expect(readBlocks(harness.drawn.now('V-sent').blocks)).toContain('Vienna · terms 11');
    expect((await form?.run(harness.submission({})))?.answer.kind).toBe('errors');
  });
});

it('a branch without terms of its own shows whose hold there, and can be given some', async () => {
  const { interaction } = await type('list', ['Linz', 'Harbour']);
  const { blocks } = lastOf(interaction);
  expect(readBlocks(blocks)).toContain('Linz · terms 32');
  expect(readBlocks(blocks)).toContain('Linz Harbour has no terms of its own: those of Linz apply there.');
  expect(buttonObjects(blocks).find(({ text }) => text === 'Create terms')?.value).toContain('branch:5');
});

it('of several records of a branch, the newest alone is called in force', async () => {
  const { interaction } = await type('list', ['Vienna']);
  const text = readBlocks(lastOf(interaction).blocks);
  expect(text.match(/in force/g)).toHaveLength(1);
  expect(text.indexOf('terms 12')).toBeLessThan(text.indexOf('in force'));
  expect(text).toContain('older');
});
