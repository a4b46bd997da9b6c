import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser';

type Room = { path: string; mayImport: readonly string[] };

/** The rooms of src and whom each may import. All else of ours is forbidden. A file at the top of src is a room by itself. */
export const rooms = {
  lib: { path: '^src/lib/', mayImport: [] },
  errors: { path: '^src/errors\\.ts$', mayImport: ['lib'] },
  config: { path: '^src/config\\.ts$', mayImport: ['lib'] },
  http: { path: '^src/http/', mayImport: ['errors', 'lib'] },
  views: { path: '^src/views/', mayImport: ['lib'] },
  api: { path: '^src/api/', mayImport: ['errors', 'lib'] },
  actions: { path: '^src/actions/', mayImport: ['api', 'errors', 'lib'] },
  db: { path: '^src/db/', mayImport: ['errors', 'lib'] },
  jobs: { path: '^src/jobs/', mayImport: ['db', 'errors', 'lib'] },
  journal: { path: '^src/journal/', mayImport: ['db', 'errors', 'lib'] },
  approvals: { path: '^src/approvals/', mayImport: ['actions', 'journal', 'db', 'jobs', 'errors', 'lib'] },
  slack: { path: '^src/slack/', mayImport: ['approvals', 'views', 'errors', 'lib'] },
  commands: { path: '^src/commands/', mayImport: ['actions', 'approvals', 'api', 'slack', 'views', 'errors', 'lib'] },
} as const satisfies Record<string, Room>;

/** What of approvals the slack room may see: its ports, and the types that they and the policy speak. */
const portsOfApprovals = '^src/approvals/(ports|request|policy/)';

/** What puts the app together, and what hands Slack's deliveries to Bolt. */
const composition = '^src/(app|wheelhouse|receiver|main)\\.ts$';
const receiving = '^src/(slack/(bolt-log|socket/receiver)|http/deliveries)\\.ts$';

const keepToRooms = Object.entries(rooms).map(
  ([name, { path, mayImport }]): IForbiddenRuleType => ({
    name: `room-${name}`,
    severity: 'error',
    from: { path },
    to: {
      path: '^(src|sandbox|test|bench|scripts)/|^start\\.ts$',
      pathNot: [path, ...mayImport.map((other) => rooms[other].path)],
    },
  }),
);

const forbidden: IForbiddenRuleType[] = [
  ...keepToRooms,
  {
    name: 'slack-sees-ports-only',
    severity: 'error',
    from: { path: rooms.slack.path },
    to: { path: rooms.approvals.path, pathNot: portsOfApprovals },
  },
  {
    // A request is turned into what is drawn in one place, for cards and lists alike; sending stays with the slack room.
    name: 'commands-draw-and-do-not-send',
    severity: 'error',
    from: { path: rooms.commands.path },
    to: { path: rooms.slack.path, pathNot: '^src/slack/request-view\\.ts$' },
  },
  {
    name: 'commands-know-actions-as-types',
    severity: 'error',
    from: { path: rooms.commands.path },
    // Words and shapes that forms share with actions; no action is in there.
    to: { path: rooms.actions.path, pathNot: '^src/actions/vocabulary/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'only-api-knows-undici',
    severity: 'error',
    from: { path: '^src/', pathNot: rooms.api.path },
    to: { path: '(^|node_modules/)undici(/|$)' },
  },
  {
    name: 'only-commands-and-composition-know-bolt',
    severity: 'error',
    from: { path: '^src/', pathNot: ['^src/commands/', composition, receiving] },
    to: { path: '(^|node_modules/)@slack/bolt(/|$)' },
  },
  {
    name: 'views-know-slack-as-types',
    severity: 'error',
    from: { path: rooms.views.path },
    to: { path: '(^|node_modules/)@slack/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'views-know-block-types-alone',
    severity: 'error',
    from: { path: rooms.views.path },
    to: { path: '(^|node_modules/)@slack/', pathNot: '(^|node_modules/)@slack/types(/|$)' },
  },
  { name: 'src-knows-no-sandbox', severity: 'error', from: { path: '^src/' }, to: { path: '^sandbox/' } },
  { name: 'product-knows-no-tests', severity: 'error', from: { path: '^(src|sandbox)/' }, to: { path: '^test/' } },
  {
    name: 'nobody-imports-main',
    severity: 'error',
    from: { path: '.', pathNot: '^start\\.ts$|^test/' },
    to: { path: '^(src|sandbox)/main\\.ts$' },
  },
  {
    name: 'no-circles-at-run-time',
    severity: 'error',
    from: { path: '^(src|sandbox)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  { name: 'everything-resolves', severity: 'error', from: { path: '^(src|sandbox)/' }, to: { couldNotResolve: true } },
];

export const configuration = {
  forbidden,
} satisfies IConfiguration;
