import { Fault } from '../../errors.ts';
import { speaking } from '../../lib/language/language.ts';
import { speak } from '../../lib/language/speak.ts';
import { redactorForMany } from '../../lib/mask.ts';
import { sharedProfileMessage } from '../../views/customer/profile-shared.ts';
import { actionIds } from '../../views/ids.ts';
import type { Button } from '../context.ts';
import { pointedCustomer } from '../subjects/customer-of-pointer.ts';
import { loadProfile } from './profile.ts';

/** Shows the channel a version that is masked for many, whatever the policy says about one reader. */
export const shareButton: Button = {
  id: actionIds.shareCustomer,
  needs: 'read.customer',
  async run(press) {
    if (press.place.kind !== 'message')
      throw new Fault(
        'bad_input',
        speak('There is no channel here to share it in. Look the customer up in the channel and share it there.'),
      );
    const isShared = await press.app.screen.isShared(press.place.channel);
    if (isShared === undefined)
      throw new Fault(
        'refused',
        speak(
          'Slack doesn’t say who reads this channel, so nothing about a customer is shared here. Invite Wheelhouse to the channel and try again, or share it in another one.',
        ),
      );
    if (isShared)
      throw new Fault(
        'refused',
        speak(
          'Another company reads this channel, so nothing about a customer is shared here. Share it in a channel of your own.',
        ),
      );
    const about = await pointedCustomer(press.app, press.value);
    // Everybody in the channel reads it.
    await speaking(press.app.policy.language, async () => {
      const profile = await loadProfile(press, about, redactorForMany());
      await press.share(sharedProfileMessage({ ...profile, sharedBy: press.who.id }));
    });
    return undefined;
  },
};
