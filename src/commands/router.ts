import type { App } from '@slack/bolt';
import type { AppContext } from './app-context.ts';
import { addButtonListeners } from './listeners/buttons.ts';
import { addCommandListeners } from './listeners/commands.ts';
import { addChannelListeners, addHomeListeners, addLinkListeners, addPeopleListeners } from './listeners/events.ts';
import { addFormListeners } from './listeners/forms.ts';
import { addOptionListeners } from './listeners/options.ts';
import { addShortcutListeners } from './listeners/shortcuts.ts';
import { addTypedAnswerListeners } from './listeners/typed-answers.ts';
import { addWorkflowStepListeners } from './listeners/workflow-steps.ts';
import { createRegistry } from './registry.ts';

/** Hangs every listener into a Bolt app. Acking, rights, repeated deliveries and the wording of faults are done here, once. */
export function addListeners(bolt: App, app: AppContext): void {
  const registry = createRegistry();
  addCommandListeners(bolt, app, registry);
  addButtonListeners(bolt, app, registry);
  addFormListeners(bolt, app, registry);
  addShortcutListeners(bolt, app, registry);
  addOptionListeners(bolt, app);
  addLinkListeners(bolt, app);
  addHomeListeners(bolt, app);
  addChannelListeners(bolt, app);
  addPeopleListeners(bolt, app);
  addTypedAnswerListeners(bolt, app);
  addWorkflowStepListeners(bolt, app);
}
