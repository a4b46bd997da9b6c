import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import type { AppContext } from '../app-context.ts';

/** Throws the sentence that every Smartmove command says if a deployment has left Smartmove out. */
export function mustBeConfigured({ health }: Pick<AppContext, 'health'>): void {
  if (health.upstream('smartmove').state === 'not-configured')
    throw new Fault('not_configured', speak('Smartmove is not configured in this deployment. Ask your admin to set it up.'));
}
