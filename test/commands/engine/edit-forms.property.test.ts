import { describe, expect, it } from 'vitest';
import { actions } from '../../../src/actions/registry.ts';
import { notSet } from '../../../src/views/form/form.ts';
import { context } from '../../support/action-harness.ts';
import { fc } from '../../support/fast-check.ts';
import { openFormHarness, type Typed } from '../../support/form-harness.ts';
import { cases, found, type Spec } from './edit-cases.ts';

/*
 * Whatever an edit form shows and whatever is typed into it: what is sent upstream is the difference and nothing else, what is emptied is
 * taken away, and what somebody else changed meanwhile is told and left alone.
 */

type Touch = {
  before: string | undefined;
  typed: string | undefined;
  meanwhile: string | undefined;
  what: 'left' | 'typed' | 'emptied' | 'changed';
};

/** What a field has, what is done to it, and what somebody else makes of one that is left alone. */
function touchOf({ values, isOptional }: Spec): fc.Arbitrary<Touch> {
  const maybe = isOptional ? fc.option(values, { nil: undefined }) : values;
  return fc.record({
    before: maybe,
    typed: values,
    meanwhile: maybe,
    what: fc.constantFrom('left', 'typed', 'changed', ...(isOptional ? (['emptied'] as const) : [])),
  });
}

describe.each(cases.map((one) => [`/${one.verb.command} ${one.verb.verb}`, one] as const))('%s', (_name, one) => {
  it('sends exactly what was changed, takes away what was emptied, and tells what others changed', {
    timeout: 60_000,
  }, async () => {
    const harness = await openFormHarness(one.verb, { smartmove: true });
    const thing = one.thing(harness.backOffice.world);
    await fc.assert(
      fc.asyncProperty(fc.tuple(...one.specs.map(touchOf)), fc.boolean(), async (touches, mask) => {
        harness.app.policy.privacy.mask = mask;
        harness.asked.length = 0;
        const all = one.specs.map((spec, at) => ({ spec, touch: found(touches[at]) }));
        for (const { spec, touch } of all) spec.write(thing, touch.before);
        await harness.type(one.words);
        const drawn = harness.drawn.now().blocks.map(({ block_id: id }) => id ?? '');
        expect(drawn.filter((id) => id.length > 255)).toEqual([]);
        const edited = all.filter(
          ({ touch: { what, before, typed } }) =>
            (what === 'typed' && typed !== before) || (what === 'emptied' && before !== undefined),
        );
        for (const { spec, touch } of all) if (touch.what === 'changed') spec.write(thing, touch.meanwhile);
        const typed = {
          ...one.chosen,
          ...Object.fromEntries(edited.map(({ spec, touch }) => [`${spec.field}:${one.holder}`, typedInto(spec, touch)])),
        };
        const { text } = await harness.change({ ...typed, reason: 'why' });
        const isTold = all.some(({ touch: { what, before, meanwhile } }) => what === 'changed' && before !== meanwhile);
        // Two values may look the same behind a mask.
        if (!mask || !isTold) expect(text.includes('Changed meanwhile')).toBe(isTold);
        const errors = await harness.send({ ...typed, reason: 'why' });
        if (edited.length === 0) {
          expect(Object.values(errors)).toEqual(['Nothing has changed yet.']);
          expect(harness.asked).toEqual([]);
          return;
        }
        expect(errors).toEqual({});
        const sent = await sentUpstream(harness, found(harness.asked[0]));
        const changes = Object.assign(
          {},
          ...edited.map(({ spec, touch }) => spec.inBody(touch.what === 'emptied' ? undefined : touch.typed)),
        );
        const rest = all.filter((each) => !edited.includes(each)).map(({ spec }) => spec.inBody(spec.read(thing)?.toString()));
        if (one.isWhole)
          expect(sent).toEqual(expect.objectContaining(JSON.parse(JSON.stringify(Object.assign({}, ...rest, changes)))));
        else expect(sent).toEqual(changes);
      }),
      { numRuns: 25 },
    );
  });
});

function typedInto({ isChosen }: Spec, { what, typed }: Touch): Typed[string] {
  if (what === 'emptied') return isChosen ? { choose: notSet.value } : '';
  return isChosen ? { choose: typed ?? '' } : (typed ?? '');
}

/** The body of the one write that the action makes of what was asked. */
async function sentUpstream(
  harness: Awaited<ReturnType<typeof openFormHarness>>,
  asked: { action: string; input: unknown },
): Promise<unknown> {
  const action = found(Object.values(actions).find(({ name }) => name === asked.action));
  const bodies: unknown[] = [];
  const calls = new Proxy(
    {},
    {
      get:
        () =>
        async ({ body }: { body: unknown }) =>
          bodies.push(JSON.parse(JSON.stringify(body))),
    },
  );
  const writers = new Proxy({}, { get: () => new Proxy({}, { get: () => calls }) });
  const input = action.input.parse(asked.input);
  const snapshot = await action.precheck(harness.app.readers, input, { now: harness.app.clock.now() });
  await action.execute(writers as Parameters<typeof action.execute>[0], input, context, snapshot); // safe: it takes every call down
  expect(bodies).toHaveLength(1);
  return bodies[0];
}
