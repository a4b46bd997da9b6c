/** What a person in Slack can do, and what they see: commands, presses, forms found by their labels. */
import { list, parsed, type Thing, text, thing } from './fakes/json.ts';
import { after, patienceMs } from './fakes/server.ts';
import { type Ack, type Ephemeral, team, type View } from './fakes/slack/words.ts';
import type { FakeSlack } from './fakes/slack.ts';
import { forms } from './forms.ts';
import { filledIn, findPressable, inputs, isToDoAgain, under, words } from './reading.ts';
import { blocksOf, place, type Spot } from './spots.ts';
import { watching } from './watching.ts';

export type Hands = ReturnType<typeof hands>;

export function hands(slack: FakeSlack, user: string) {
  const who = () => {
    const person = slack.people.get(user);
    return { id: user, username: person?.name ?? '', name: person?.name ?? '', team_id: person?.team_id ?? team };
  };
  const base = () => ({
    user: who(),
    api_app_id: 'A0OUT',
    token: 'legacy',
    team: { id: team, domain: 'outside' },
    enterprise: null,
    is_enterprise_install: false,
  });
  const payload = (what: string, body: Thing) =>
    slack.deliver(what, 'application/x-www-form-urlencoded', new URLSearchParams({ payload: JSON.stringify(body) }).toString());

  /** The raw body of a command, so that the very same delivery can be sent again. */
  function commandBody(command: string, words: string, channel = 'C0SUPPORT') {
    return new URLSearchParams({
      token: 'legacy',
      team_id: team,
      team_domain: 'outside',
      channel_id: channel,
      channel_name: 'support',
      user_id: user,
      user_name: who().username,
      command,
      text: words,
      api_app_id: 'A0OUT',
      is_enterprise_install: 'false',
      response_url: slack.newResponseUrl(user, channel),
      trigger_id: slack.newTrigger(user),
    }).toString();
  }
  const sendCommand = (body: string, sign = {}) => slack.deliver('command', 'application/x-www-form-urlencoded', body, sign);

  const { eph, modal, mark, answerAfter, modalAfter, formAfter } = watching(slack, user);
  const { options, fill, submitBody, submit, answered, sendSubmit, takeSubmitAck } = forms(slack, user, { base, payload });

  /** What the person does when what they did is answered by that it did not count, and is to be done again. */
  function heed(responseUrl: string, doAgain: () => Promise<unknown>): void {
    if (responseUrl === '') return;
    const { pathname } = new URL(responseUrl);
    slack.heeds.set(pathname, (said) => {
      if (!isToDoAgain(said)) return;
      slack.heeds.delete(pathname);
      // Ours limits for two seconds, if it does.
      void after(said.includes(' again at ') ? 2_500 : 0)
        .then(doAgain)
        .catch(() => undefined);
    });
  }

  /** A command as it is typed: `/customer lookup Ada`. Comes back with the ack and a look at what it led to. */
  async function type(line: string) {
    const before = mark();
    const [command = '', ...rest] = line.split(' ');
    const body = commandBody(command, rest.join(' '));
    heed(new URLSearchParams(body).get('response_url') ?? '', () => type(line));
    const ack = await sendCommand(body);
    const direct = thing(parsed(ack.body));
    if (text(direct.text) !== '' || direct.blocks !== undefined)
      slack.ephemerals.push({
        id: Math.random(),
        user,
        text: text(direct.text),
        blocks: list(direct.blocks),
        via: 'ack',
        gone: false,
        inChannel: direct.response_type === 'in_channel',
      });
    return { ack, before };
  }
  /** Types, and waits for an answer that fits. */
  async function ask(line: string, fits: RegExp | ((words: string) => boolean) = /./, withinMs = patienceMs): Promise<Ephemeral> {
    const { before } = await type(line);
    return answerAfter(before, line, fits, withinMs);
  }

  /** Types, and waits for the form to be there: not the placeholder that says that it is being fetched. */
  async function form(line: string, fits: RegExp = /./): Promise<View> {
    const { before } = await type(line);
    return formAfter(before, line, fits);
  }

  /** The raw payload of a press, so that the very same press can be delivered again. */
  function pressBody(spot: Spot, label: string | RegExp): Thing {
    const found = findPressable(blocksOf(spot), label);
    if (!found) throw new Error(`no button ${label} in: ${words(blocksOf(spot))}`);
    const { element, block_id, option } = found;
    return {
      type: 'block_actions',
      ...base(),
      trigger_id: slack.newTrigger(user),
      ...place(slack, user, spot),
      actions: [
        {
          action_id: element.action_id,
          block_id,
          type: element.type,
          text: element.text,
          ...(element.value === undefined ? {} : { value: element.value }),
          ...(option ? { selected_option: option } : {}),
          action_ts: slack.stamp(),
        },
      ],
    };
  }
  /** A press as a person makes it: once more if they are told to. */
  function press(spot: Spot, label: string | RegExp): Promise<Ack> {
    const body = pressBody(spot, label);
    heed(text(body.response_url), () => press(spot, label));
    return payload(`press ${label}`, body);
  }
  /** The very same press, as often as it is sent. */
  const sendPress = (body: Thing) => payload('press', body);

  async function openHome() {
    const raw = JSON.stringify({
      token: 'legacy',
      team_id: team,
      api_app_id: 'A0OUT',
      type: 'event_callback',
      event_id: `Ev${Math.random()}`,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [{ team_id: team, enterprise_id: null, user_id: 'U0BOT', is_bot: true }],
      event: { type: 'app_home_opened', user, channel: slack.dm(user), tab: 'home', event_ts: slack.stamp() },
    });
    return slack.deliver('event', 'application/json', raw);
  }

  return {
    user,
    type,
    ask,
    form,
    mark,
    answerAfter,
    modalAfter,
    formAfter,
    commandBody,
    sendCommand,
    press,
    pressBody,
    heed,
    sendPress,
    fill,
    filledIn,
    inputs,
    options,
    under,
    submit,
    answered,
    submitBody,
    sendSubmit,
    takeSubmitAck,
    openHome,
    modal,
    answers: eph,
    dms: () => slack.messages.filter((one) => one.channel === slack.dm(user)),
  };
}
