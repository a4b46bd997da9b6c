import type { App } from '@slack/bolt';
import type { Kit } from './kit.ts';
import { mountButtons } from './mount/buttons.ts';
import { mountChannels } from './mount/channels.ts';
import { mountCommands } from './mount/commands.ts';
import { mountForms } from './mount/forms.ts';
import { mountHome } from './mount/home.ts';
import { mountLinks } from './mount/links.ts';
import { mountOptions } from './mount/options.ts';
import { mountPeople } from './mount/people.ts';
import { mountShortcuts } from './mount/shortcuts.ts';
import { createRegistry } from './registry.ts';

/** Hangs every listener into a Bolt app. Acking, rights, repeated deliveries and the wording of faults are done here, once. */
export function mount(app: App, kit: Kit): void {
  const registry = createRegistry();
  mountCommands(app, kit, registry);
  mountButtons(app, kit, registry);
  mountForms(app, kit, registry);
  mountShortcuts(app, kit, registry);
  mountOptions(app, kit);
  mountLinks(app, kit);
  mountHome(app, kit);
  mountChannels(app, kit);
  mountPeople(app, kit);
}
