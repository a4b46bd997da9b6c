import { describe, expect, it } from 'vitest';
import { termsFeature } from '../../../src/commands/terms/index.ts';
import { deskPeople, lastOf, openDesk } from '../../support/kit.ts';
import { buttonObjects, readBlocks } from '../../views/read.ts';

function commandNamed(verb: string) {
  const command = termsFeature.commands?.find((one) => one.verb === verb);
  if (command === undefined) throw new Error(`no ${verb}`);
  return command;
}

async function type(verb: string, words: readonly string[], person: string = deskPeople.lead) {
  const desk = await openDesk();
  const interaction = await desk.command(person);
  await commandNamed(verb).run(interaction, words);
  return { desk, interaction };
}

describe('/terms list', () => {
  it('lists the usual branch’s versions, with what this person may do', async () => {
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
    const agent = await type('list', ['Vienna'], deskPeople.agent);
    expect(buttonObjects(lastOf(agent.interaction).blocks).map(({ text }) => text)).toEqual(['Show', 'Read', 'Show', 'Read']);
  });

  it('turns pages over all branches', async () => {
    const desk = await openDesk();
    for (let id = 900; id < 905; id += 1)
      desk.office.world.terms.set(id, { id, branchId: 1, version: `9.${id}`, title: 'T', active: false });
    const interaction = await desk.command(deskPeople.lead);
    await commandNamed('list').run(interaction, ['all']);
    const next = buttonObjects(lastOf(interaction).blocks).find(({ text }) => text === 'Next');
    expect(next?.value).toBe('page:1');
    const press = await desk.press(next?.value ?? '', undefined, deskPeople.lead);
    await termsFeature.buttons?.find(({ id }) => id === 'terms.page')?.run(press);
    const { blocks } = lastOf(press);
    expect(readBlocks(blocks)).toContain('Terms of all branches (15)');
    expect(buttonObjects(blocks).filter(({ text }) => text === 'Show')).toHaveLength(5);
    expect(buttonObjects(blocks).map(({ text }) => text)).toContain('Previous');
  });

  it('asks for the branch when there is none of that name', async () => {
    const { desk } = await type('list', ['Nowhere']);
    expect(readBlocks(desk.drawn.now().blocks)).toContain('No branch is called “Nowhere”');
  });
});

describe('/terms show', () => {
  it('takes an id or a version of the usual branch', async () => {
    for (const words of [['12'], ['2.0']]) {
      const { interaction } = await type('show', words);
      expect(readBlocks(lastOf(interaction).blocks)).toContain('Vienna · version 2.0');
    }
  });

  it('offers the versions when nothing or something unknown is typed, and answers in the form', async () => {
    const { desk } = await type('show', ['99.9']);
    expect(readBlocks(desk.drawn.now().blocks)).toContain('No version of the terms is called “99.9”');
    const form = termsFeature.sent?.find(({ callbackId }) => callbackId === 'terms.show.form');
    const chosen = { terms: { 'field:terms': { type: 'static_select', selected_option: { value: '11' } } } };
    const sent = await form?.run(desk.submission(chosen, '', deskPeople.lead));
    await sent?.after?.();
    expect(readBlocks(desk.drawn.now('V-sent').blocks)).toContain('Vienna · version 1.0');
    expect((await form?.run(desk.submission({})))?.answer.kind).toBe('errors');
  });
});
