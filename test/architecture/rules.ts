import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser';

type Room = { path: string; mayImport: readonly string[] };

/** The rooms of src and whom each may import. All else of ours is forbidden. A file at the top of src is a room by itself. */
export const rooms = {
  lib: { path: '^src/lib/', mayImport: [] },
  errors: { path: '^src/errors\\.ts$', mayImport: ['lib'] },
  config: { path: '^src/config\\.ts$', mayImport: ['lib'] },
  http: { path: '^src/http/', mayImport: ['errors', 'lib'] },
  /** What a back office's states mean, and which of them count as fine; of the API it knows the lists of values, as types. */
  states: { path: '^src/states/', mayImport: ['api', 'lib'] },
  views: { path: '^src/views/', mayImport: ['states', 'lib'] },
  api: { path: '^src/api/', mayImport: ['errors', 'lib'] },
  actions: { path: '^src/actions/', mayImport: ['api', 'states', 'errors', 'lib'] },
  db: { path: '^src/db/', mayImport: ['errors', 'lib'] },
  jobs: { path: '^src/jobs/', mayImport: ['db', 'errors', 'lib'] },
  journal: { path: '^src/journal/', mayImport: ['db', 'errors', 'lib'] },
  approvals: { path: '^src/approvals/', mayImport: ['actions', 'journal', 'db', 'jobs', 'errors', 'lib'] },
  /** What both back offices list for everybody (branches, templates, terms), and what the app's own user may do there. */
  reference: { path: '^src/reference/', mayImport: ['actions', 'api', 'approvals', 'errors', 'lib'] },
  slack: { path: '^src/slack/', mayImport: ['approvals', 'views', 'errors', 'lib'] },
  /** Fills the seam of lib/trace.ts with OpenTelemetry; loaded only if traces are wanted. */
  tracing: { path: '^src/tracing/', mayImport: ['errors', 'lib'] },
  webhooks: { path: '^src/webhooks/', mayImport: ['approvals', 'journal', 'db', 'jobs', 'errors', 'lib'] },
  /** Steps of workflows: kept from their event to their end. */
  'workflow-steps': {
    path: '^src/workflow-steps/',
    mayImport: ['approvals', 'db', 'jobs', 'slack', 'views', 'lib'],
  },
  commands: {
    path: '^src/commands/',
    mayImport: ['reference', 'actions', 'approvals', 'api', 'slack', 'views', 'states', 'workflow-steps', 'errors', 'lib'],
  },
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
    // What forms share with actions; no action is in there.
    to: {
      path: rooms.actions.path,
      pathNot: ['^src/actions/shared/', '^src/actions/[^/]+/shared/', '^src/actions/[^/]+/shared\\.ts$'],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'only-api-knows-undici',
    severity: 'error',
    from: { path: '^src/', pathNot: ['^src/webhooks/send\\.ts$', rooms.api.path] },
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
  {
    // It could be a package of its own: what it needs it is told (sandbox/workspace/README.md).
    name: 'local-slack-knows-no-product',
    severity: 'error',
    from: { path: '^sandbox/(workspace|page)/' },
    to: { path: '^(src|sandbox|test|bench|scripts)/|^start\\.ts$', pathNot: '^sandbox/(workspace|page)/' },
  },
  { name: 'scripts-know-no-tests', severity: 'error', from: { path: '^scripts/' }, to: { path: '^test/' } },
  { name: 'product-knows-no-tests', severity: 'error', from: { path: '^(src|sandbox)/' }, to: { path: '^test/' } },
  {
    name: 'nobody-imports-main',
    severity: 'error',
    from: { path: '.', pathNot: '^start\\.ts$|^test/' },
    to: { path: '^(src|sandbox)/main\\.ts$' },
  },
  {
    // Types count here: two files that need each other's types are one file, or lack a third.
    name: 'no-circles',
    severity: 'error',
    from: { path: '^(src|sandbox)/' },
    to: { circular: true },
  },
  { name: 'everything-resolves', severity: 'error', from: { path: '^(src|sandbox)/' }, to: { couldNotResolve: true } },
];

export const configuration = {
  forbidden,
} satisfies IConfiguration;
