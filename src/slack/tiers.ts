/**
 * How many calls a minute Slack promises for each Web API method that the app uses: the lowest figure of the method's tier, for the whole
 * workspace. Slack often allows more, and short bursts. docs.slack.dev/apis/web-api/rate-limits
 */
export const callsPerMinute: Readonly<Record<string, number>> = {
  'apps.connections.open': 1,
  'usergroups.list': 20,
  'usergroups.users.list': 20,
  'users.list': 20,
  'chat.delete': 50,
  'chat.unfurl': 50,
  'chat.update': 50,
  'conversations.info': 50,
  'conversations.open': 50,
  'files.delete': 50,
  'chat.postEphemeral': 100,
  'files.completeUploadExternal': 100,
  'files.getUploadURLExternal': 100,
  'users.info': 100,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
};

/** Messages to one channel: about one a second, with short bursts. The whole workspace takes several hundred a minute. */
export const messagesPerChannel = { burst: 3, perSecond: 1 } as const;

/**
 * Questions about people and groups that nobody waits for keep to the promised figure even before Slack complains: a group of hundreds
 * would otherwise take the calls that a press of *Approve* needs.
 */
export const alwaysPaced: ReadonlySet<string> = new Set(['users.info', 'users.list', 'usergroups.list', 'usergroups.users.list']);
