import { describe, expect, it } from 'vitest';
import { form, plain, scripted, view } from './scripted.ts';
import { call } from './support.ts';

const slack = scripted();

describe('a trigger id', () => {
  it('opens one modal, and none a second time', async () => {
    const { trigger_id } = await slack.runCommand();
    expect((await call(slack.workspace, 'views.open', { trigger_id, view: view('One') })).body.ok).toBe(true);
    expect((await call(slack.workspace, 'views.open', { trigger_id, view: view('Two') })).body.error).toBe('trigger_exchanged');
    expect(
      slack
        .ana()
        .modals()
        .map((modal) => modal.view.title.text),
    ).toEqual(['One']);
  });

  it('works for three seconds and no longer', async () => {
    const first = await slack.runCommand();
    slack.clock.forward(3000);
    expect((await call(slack.workspace, 'views.open', { trigger_id: first.trigger_id, view: view('One') })).body.ok).toBe(true);
    const second = await slack.runCommand();
    slack.clock.forward(3001);
    expect((await call(slack.workspace, 'views.open', { trigger_id: second.trigger_id, view: view('One') })).body.error).toBe(
      'trigger_expired',
    );
  });

  it('is not used up by a view that breaks a limit', async () => {
    const { trigger_id } = await slack.runCommand();
    const refused = await call(slack.workspace, 'views.open', { trigger_id, view: view('x'.repeat(25)) });
    expect(refused.body).toMatchObject({ error: 'invalid_arguments' });
    expect(JSON.stringify(refused.body)).toContain('/title/text');
    expect((await call(slack.workspace, 'views.open', { trigger_id, view: view('One') })).body.ok).toBe(true);
  });
});

describe('modals', () => {
  it('stack three high, and no higher', async () => {
    const { trigger_id } = await slack.runCommand();
    await call(slack.workspace, 'views.open', { trigger_id, view: view('1') });
    for (const [title, error] of [
      ['2', undefined],
      ['3', undefined],
      ['4', 'push_limit_reached'],
    ] as const) {
      await slack.ana().click('modal', { text: 'Go' });
      expect(
        (await call(slack.workspace, 'views.push', { trigger_id: slack.latest().trigger_id, view: view(title) })).body.error,
      ).toBe(error);
    }
    expect(
      slack
        .ana()
        .modals()
        .map((modal) => modal.view.title.text),
    ).toEqual(['1', '2', '3']);
  });

  it('cannot be pushed by what was not done in a modal', async () => {
    const { trigger_id } = await slack.runCommand();
    expect((await call(slack.workspace, 'views.push', { trigger_id, view: view('1') })).body.error).toBe('not_found');
  });

  it('are updated only with the hash of what is there', async () => {
    const id = await slack.openForm();
    const hash = slack.ana().modal()?.hash;
    expect(
      (await call(slack.workspace, 'views.update', { view_id: id, hash, view: form({ title: plain('Newer') }) })).body.ok,
    ).toBe(true);
    expect((await call(slack.workspace, 'views.update', { view_id: id, hash, view: form() })).body.error).toBe('hash_conflict');
    expect(slack.ana().modal()?.view.title.text).toBe('Newer');
  });

  it('keep what was typed when they are updated', async () => {
    const id = await slack.openForm();
    slack.ack = () => ({ response_action: 'errors', errors: { name: 'Too short.' } });
    await slack.ana().submit(id, { Name: 'Ada' });
    await call(slack.workspace, 'views.update', { view_id: id, view: form({ title: plain('Newer') }) });
    slack.ack = () => '';
    await slack.ana().submit(id, {});
    expect(slack.latest()).toMatchObject({
      type: 'view_submission',
      view: { state: { values: { name: { value: { type: 'plain_text_input', value: 'Ada' } } } } },
    });
  });
});

describe('a form', () => {
  it('is not sent while something required is missing', async () => {
    const id = await slack.openForm();
    const before = slack.workspace.deliveries.length;
    expect((await slack.ana().submit(id, {})).ok).toBe(false);
    expect(slack.ana().modal()?.errors).toEqual({ name: 'Please complete this required field.' });
    expect(slack.workspace.deliveries).toHaveLength(before);
  });

  it('shows the errors of the ack at its inputs, and closes on an empty ack', async () => {
    const id = await slack.openForm();
    slack.ack = () => ({ response_action: 'errors', errors: { name: 'Nobody is called that.' } });
    expect(await slack.ana().submit(id, { Name: 'Ada' })).toMatchObject({ ok: false, say: 'Nobody is called that.' });
    expect(slack.ana().modal()?.errors).toEqual({ name: 'Nobody is called that.' });
    slack.ack = () => '';
    expect((await slack.ana().submit(id, { Name: 'Ada' })).ok).toBe(true);
    expect(slack.ana().modal()).toBeUndefined();
  });

  it('refuses errors at blocks that are no inputs', async () => {
    const id = await slack.openForm();
    slack.ack = () => ({ response_action: 'errors', errors: { elsewhere: 'No.' } });
    expect((await slack.ana().submit(id, { Name: 'Ada' })).ok).toBe(false);
    expect(slack.workspace.refusals).toMatchObject([{ where: 'ack of a form', problems: [{ pointer: '/errors/elsewhere' }] }]);
  });

  it('is replaced, covered or cleared as the ack says, within the limits', async () => {
    const id = await slack.openForm();
    slack.ack = () => ({ response_action: 'update', view: view('Waiting') });
    await slack.ana().submit(id, { Name: 'Ada' });
    expect(slack.ana().modals()).toMatchObject([{ id, view: { title: { text: 'Waiting' } } }]);

    const other = await slack.openForm();
    slack.ack = () => ({ response_action: 'push', view: view('x'.repeat(25)) });
    expect((await slack.ana().submit(other, { Name: 'Ada' })).say).toBe('We had some trouble connecting. Try again?');
    slack.ack = () => ({ response_action: 'push', view: view('Above') });
    await slack.ana().submit(other, {});
    expect(
      slack
        .ana()
        .modals()
        .map((modal) => modal.view.title.text),
    ).toEqual(['Form', 'Above']);
    slack.ack = () => ({ response_action: 'clear' });
    await slack.ana().close();
    await slack.ana().submit(other, {});
    expect(slack.ana().modals()).toEqual([]);
  });

  it('tells the app that it was closed only if the app asked for that', async () => {
    await slack.openForm();
    await slack.ana().close();
    expect(slack.latest().type).not.toBe('view_closed');
    await slack.openForm({ notify_on_close: true });
    await slack.ana().close();
    expect(slack.latest()).toMatchObject({ type: 'view_closed', is_cleared: false });
  });
});

describe('without an ack in three seconds', () => {
  it('a command fails with Slack’s own words', async () => {
    slack.ack = () => 'never';
    const running = slack.ana().command('support', '/plain');
    await slack.workspace.until(() => true);
    slack.clock.forward(3000);
    expect(await running).toMatchObject({ ok: false, say: '/plain failed with the error "operation_timeout"' });
    expect(slack.ana().notices().at(-1)?.text).toBe('/plain failed with the error "operation_timeout"');
  });

  it('a form stays open and the person is told', async () => {
    const id = await slack.openForm();
    slack.ack = () => 'never';
    const running = slack.ana().submit(id, { Name: 'Ada' });
    expect(slack.ana().modal()?.busy).toBe(false);
    await slack.workspace.until(() => slack.ana().modal()?.busy);
    slack.clock.forward(3000);
    expect(await running).toMatchObject({ ok: false, say: 'We had some trouble connecting. Try again?' });
    expect(slack.ana().modal()).toMatchObject({ id, busy: false });
  });
});
