import { Fault } from '../../errors.ts';
import type { Kit } from '../kit.ts';

/** Throws the sentence that every Smartmove command says where a deployment has left Smartmove out. */
export function mustBeConfigured({ health }: Pick<Kit, 'health'>): void {
  if (health.upstream('smartmove').state === 'not-configured')
    throw new Fault(
      'not_configured',
      'Smartmove is not configured in this deployment. Ask whoever runs Wheelhouse to set it up.',
    );
}
