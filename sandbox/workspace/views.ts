/** Modals and Home: opening, stacking, changing, closing them, with Slack's checks. */
import { withIds } from './block-ids.ts';
import { valuesOf } from './blocks.ts';
import { checkView, refusals } from './limits/index.ts';
import { Refused, refusedFor } from './refused.ts';
import { keep, type Site } from './site.ts';
import { type StoredView, stackOf } from './state.ts';
import { isThing, type Thing, text, things } from './thing.ts';
import type { Trigger } from './triggers.ts';

/** docs.slack.dev/surfaces/modals#view_stack */
export const stackLimit = 3;

/** @throws Refused invalid_arguments, which names every place that breaks a limit */
export function checkedView(site: Site, view: unknown, type: 'modal' | 'home', where: string): Thing {
  const problems = refusals(checkView(view));
  if (isThing(view) && view.type !== type) problems.unshift({ pointer: '/view/type', say: `must be "${type}"` });
  if (!isThing(view) || problems.length > 0) {
    keep(site.refusals, { where, error: 'invalid_arguments', problems });
    throw refusedFor(problems, 'invalid_arguments');
  }
  return { ...view, blocks: withIds(view.blocks, site.state.nextId) };
}

function store(site: Site, owner: string, view: Thing, below: StoredView | undefined): StoredView {
  const id = site.state.nextId('V');
  const externalId = text(view.external_id);
  if (externalId !== undefined && externalId !== '' && byExternalId(site, externalId) !== undefined) {
    throw new Refused('duplicate_external_id');
  }
  const stored: StoredView = {
    id,
    hash: site.state.nextHash(),
    owner,
    view,
    values: valuesOf(things(view.blocks)),
    errors: {},
    busy: false,
    rootId: below?.rootId ?? id,
    previousId: below?.id ?? null,
  };
  site.state.views.set(id, stored);
  return stored;
}

/** Puts a checked modal on the person's screen: above the one that the trigger came from, else as a new stack. @throws Refused */
export function openModal(site: Site, trigger: Trigger, view: Thing): StoredView {
  const stack = stackOf(site.state, trigger.person);
  const inStack = trigger.view !== undefined && stack.some((stored) => stored.id === trigger.view);
  if (!inStack) {
    for (const stored of stack) site.state.views.delete(stored.id);
    site.state.stacks.delete(trigger.person);
    const stored = store(site, trigger.person, view, undefined);
    site.state.stacks.set(trigger.person, [stored.id]);
    site.state.changed();
    return stored;
  }
  return pushModal(site, trigger.person, view);
}

/** @throws Refused push_limit_reached */
export function pushModal(site: Site, person: string, view: Thing): StoredView {
  const stack = stackOf(site.state, person);
  if (stack.length >= stackLimit) throw new Refused('push_limit_reached');
  const stored = store(site, person, view, stack.at(-1));
  site.state.stacks.set(person, [...stack.map((below) => below.id), stored.id]);
  site.state.changed();
  return stored;
}

/** Draws a view again; what was typed stays if block_id and action_id stay. @throws Refused hash_conflict */
export function updateView(site: Site, stored: StoredView, view: Thing, hash: string | undefined): StoredView {
  if (hash !== undefined && hash !== stored.hash) throw new Refused('hash_conflict');
  const externalId = text(view.external_id);
  const twin = externalId === undefined || externalId === '' ? undefined : byExternalId(site, externalId);
  if (twin !== undefined && twin !== stored) throw new Refused('duplicate_external_id');
  stored.view = view;
  stored.values = valuesOf(things(view.blocks), stored.values);
  stored.errors = {};
  stored.hash = site.state.nextHash();
  site.state.changed();
  return stored;
}

export function publishHome(site: Site, person: string, view: Thing, hash: string | undefined): StoredView {
  const present = site.state.homes.get(person);
  if (present !== undefined) return updateView(site, present, view, hash);
  const id = site.state.nextId('V');
  const stored: StoredView = {
    id,
    hash: site.state.nextHash(),
    owner: person,
    view,
    values: valuesOf(things(view.blocks)),
    errors: {},
    busy: false,
    rootId: id,
    previousId: null,
  };
  site.state.homes.set(person, stored);
  site.state.changed();
  return stored;
}

/** Takes these views off the person's screen. */
export function removeViews(site: Site, person: string, ids: readonly string[]): void {
  for (const id of ids) site.state.views.delete(id);
  site.state.stacks.set(
    person,
    (site.state.stacks.get(person) ?? []).filter((id) => !ids.includes(id)),
  );
  site.state.changed();
}

export function byExternalId(site: Site, externalId: string): StoredView | undefined {
  return [...site.state.views.values(), ...site.state.homes.values()].find((stored) => stored.view.external_id === externalId);
}
