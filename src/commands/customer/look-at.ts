import { Fault } from '../../errors.ts';
import { speak } from '../../lib/language/speak.ts';
import { actionIds } from '../../views/ids.ts';
import { readPointer } from '../../views/pointer.ts';
import type { Button } from '../context.ts';
import { mustHold } from '../rights.ts';
import { lookNamed } from './next-step.ts';

/** The profile's menu of lists: each choice is the button of that list. */
export const lookAtMenu: Button = {
  id: actionIds.lookAt,
  // The list that was chosen says what it takes.
  needs: undefined,
  async run(press) {
    const button = lookNamed(readPointer(press.value).look);
    if (button === undefined)
      throw new Fault('bad_input', speak('This menu is from an older version. Look the customer up again.'));
    if (typeof button.needs === 'string') mustHold(press.who, button.needs);
    return button.run(press);
  },
};
