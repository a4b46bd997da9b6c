import { z } from 'zod';
import { withoutTrailing } from './lib/around.ts';
import { prefixProblem } from './lib/command-names.ts';
import { readKeyText } from './lib/key-text.ts';
import { postgresUrlProblem } from './lib/postgres-url.ts';
import { quotedProblems } from './lib/quoted.ts';
import { Secret } from './lib/secret.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the environment says, checked. Base URLs have no slash at their end, but `slack.apiUrl` has one, as Slack's client wants it. */
export type Config = {
  slack: { transport: 'socket' | 'http'; botToken: Secret; appToken?: Secret; signingSecret?: Secret; apiUrl?: string };
  http: { host: string; port: number; metricsToken?: Secret };
  operations: { apiUrl: string; authUrl: string; clientId: string; clientKey: Secret };
  smartmove?: {
    apiUrl: string;
    tokenUrl: string;
    clientId: string;
    clientSecret: Secret;
    country: string;
    provider: string;
    productField: 'productKey' | 'productCode';
  };
  /** With a url a server, else the embedded database in the folder. */
  database: { url?: Secret; dataDir: string };
  policyFile: string;
  /** Files that say where a back office differs from what is assumed. */
  profileFiles: { operations?: string; smartmove?: string };
  /** The key of the journal and of seals, in hex, and older ones that verify; without one an embedded database has its own. */
  journal: { key?: Secret; previous: Secret[] };
  /** Where the journal's newest head is kept; beside an embedded database where it is not set. Best where the app's database is not. */
  auditHeadFile?: string;
  /** Before the name of every slash command, as the app's manifest has it. */
  commandPrefix?: string;
  logLevel: LogLevel;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/** The secrets whose variables the policy file names. */
export function secretsIn(environment: Environment): (name: string) => Secret | undefined {
  return (name) => {
    const value = environment[name]?.trim();
    return value ? new Secret(value) : undefined;
  };
}

const text = z.string();
const secret = text.transform((value) => new Secret(value));
const baseUrl = text
  .refine(isBaseUrl, 'is not a base URL; write it whole and alone, such as https://api.example.com/v2')
  .transform((url) => withoutTrailing(url, '/'));

/** A token that is in the wrong place is the commonest mistake; its first letters tell, and nothing else of it is looked at. */
const tokenThatIsNot = (strangers: Readonly<Record<string, string>>) =>
  text
    .superRefine((value, context) => {
      const stranger = Object.entries(strangers).find(([prefix]) => value.startsWith(prefix));
      if (stranger !== undefined) context.addIssue({ code: 'custom', message: stranger[1] });
      else if (/\s/.test(value))
        context.addIssue({ code: 'custom', message: 'has a space or a line break in it; copy it again' });
      else if (!/^[\x21-\x7e]+$/.test(value))
        context.addIssue({ code: 'custom', message: 'has a letter in it that Slack’s never have; copy it again' });
    })
    .transform((value) => new Secret(value));

const journalKey = text.transform((value, context) => {
  const key = readKeyText(value);
  if (key.ok) return new Secret(key.hex);
  context.addIssue({ code: 'custom', message: key.problem });
  return z.NEVER;
});

const Settings = z.object({
  SLACK_TRANSPORT: z.enum(['socket', 'http'], 'must be socket or http').optional(),
  SLACK_BOT_TOKEN: tokenThatIsNot({
    'xapp-':
      'is an app-level token (xapp-), which belongs in SLACK_APP_TOKEN; the bot token (xoxb-) is under OAuth & Permissions',
    'xoxp-': 'is a user token (xoxp-); use the bot token (xoxb-) under OAuth & Permissions',
  }).optional(),
  SLACK_APP_TOKEN: tokenThatIsNot({
    'xoxb-': 'is a bot token (xoxb-), which belongs in SLACK_BOT_TOKEN; the app-level token (xapp-) is under Basic Information',
    'xoxp-': 'is a user token (xoxp-); use the app-level token (xapp-) under Basic Information',
  }).optional(),
  SLACK_SIGNING_SECRET: tokenThatIsNot({
    'xoxb-': 'is a bot token (xoxb-), which belongs in SLACK_BOT_TOKEN; the signing secret is under Basic Information',
    'xapp-':
      'is an app-level token (xapp-), which belongs in SLACK_APP_TOKEN; the signing secret is under Basic Information, too',
  }).optional(),
  SLACK_API_URL: baseUrl.transform((url) => `${url}/`).optional(),
  COMMAND_PREFIX: text
    .superRefine((value, context) => {
      const problem = prefixProblem(value);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    })
    .optional(),
  HOST: text.optional(),
  PORT: text
    .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number, 0 to 65535')
    .default(3_000),
  METRICS_TOKEN: text
    .regex(/^[\x21-\x7e]+$/, 'must be letters, digits and signs without spaces; openssl rand -hex 32 makes a good one')
    .transform((value) => new Secret(value))
    .optional(),
  OPERATIONS_API_URL: baseUrl.optional(),
  OPERATIONS_AUTH_URL: baseUrl.optional(),
  OPERATIONS_CLIENT_ID: text.optional(),
  OPERATIONS_CLIENT_KEY: secret.optional(),
  SMARTMOVE_API_URL: baseUrl.optional(),
  SMARTMOVE_TOKEN_URL: baseUrl.optional(),
  SMARTMOVE_CLIENT_ID: text.optional(),
  SMARTMOVE_CLIENT_SECRET: secret.optional(),
  SMARTMOVE_COUNTRY: text.regex(/^[A-Za-z]{2}$/, 'must be two letters, such as DE').optional(),
  SMARTMOVE_PROVIDER: text.regex(/^\S{3}$/, 'must be three characters, such as ABC').optional(),
  SMARTMOVE_PRODUCT_FIELD: z.enum(['productKey', 'productCode'], 'must be productKey or productCode').default('productKey'),
  OPERATIONS_API_PROFILE: text.optional(),
  SMARTMOVE_API_PROFILE: text.optional(),
  DATABASE_URL: text
    .superRefine((value, context) => {
      const problem = postgresUrlProblem(value);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    })
    .transform((url) => new Secret(url))
    .optional(),
  DATA_DIR: text.default('./data'),
  POLICY_FILE: text.default('./policy.yml'),
  JOURNAL_KEY: journalKey.optional(),
  JOURNAL_KEY_PREVIOUS: text
    .transform((list) => list.split(',').map((one) => one.trim()))
    .pipe(z.array(journalKey))
    .default([]),
  AUDIT_HEAD_FILE: text.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: baseUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.enum(['http/protobuf', 'http/json'], 'must be http/protobuf or http/json').optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
});
type Settings = z.output<typeof Settings>;
type Setting = keyof Settings;
export const settingNames: readonly string[] = Object.keys(Settings.shape);

/** What is wrong with this value of a setting, as a sentence's end (`must be a port number`); undefined if nothing is, or there is no such setting. */
export function valueProblem(name: string, value: string): string | undefined {
  const schema = (Settings.shape as Readonly<Record<string, z.ZodType>>)[name]; // safe: a shape is a record of schemas
  return schema?.safeParse(value.trim()).error?.issues[0]?.message;
}

const whereToFind = {
  SLACK_BOT_TOKEN: 'the bot token (xoxb-) is under OAuth & Permissions of your Slack app',
  SLACK_APP_TOKEN:
    'socket transport needs the app-level token (xapp-) with connections:write, under Basic Information of your Slack app',
  SLACK_SIGNING_SECRET: 'HTTP transport needs the signing secret, under Basic Information of your Slack app',
  OPERATIONS_API_URL: 'the base URL of the Operations API',
  OPERATIONS_AUTH_URL: 'the base URL of the Operations API’s sign-in',
  OPERATIONS_CLIENT_ID: 'the id of your Operations API client',
  OPERATIONS_CLIENT_KEY: 'the key of your Operations API client',
  JOURNAL_KEY:
    'with DATABASE_URL the journal needs a key that is not in the database; make one, such as with openssl rand -base64 32, and keep it as you keep backups',
} as const satisfies Partial<Record<Setting, string>>;

const smartmoveSettings = [
  'SMARTMOVE_API_URL',
  'SMARTMOVE_TOKEN_URL',
  'SMARTMOVE_CLIENT_ID',
  'SMARTMOVE_CLIENT_SECRET',
  'SMARTMOVE_COUNTRY',
  'SMARTMOVE_PROVIDER',
] as const satisfies readonly Setting[];

/**
 * The environment as the real app's configuration, or one line for each missing or wrong setting. A variable that is set to nothing
 * counts as not set. No line ever holds a value.
 */
export function readConfig(environment: Environment): { ok: true; config: Config } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(
    settingNames.flatMap((name) => {
      const value = environment[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const quoted = quotedProblems(environment, settingNames);
  if (quoted.length > 0) return { ok: false, problems: quoted };
  const parsed = Settings.safeParse(given);
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`);
  const config = parsed.success ? configOf(parsed.data) : null;
  if (config !== null) return { ok: true, config };
  return { ok: false, problems: [...missing(given), ...wrong] };
}

function missing(given: Readonly<Record<string, string>>): string[] {
  const appToken = given.SLACK_APP_TOKEN !== undefined;
  const transport = given.SLACK_TRANSPORT ?? (appToken ? 'socket' : 'http');
  const needed: (keyof typeof whereToFind)[] = [
    'SLACK_BOT_TOKEN',
    ...(transport === 'socket' ? (['SLACK_APP_TOKEN'] as const) : []),
    ...(transport === 'http' ? (['SLACK_SIGNING_SECRET'] as const) : []),
    'OPERATIONS_API_URL',
    'OPERATIONS_AUTH_URL',
    'OPERATIONS_CLIENT_ID',
    'OPERATIONS_CLIENT_KEY',
    ...(given.DATABASE_URL === undefined ? [] : (['JOURNAL_KEY'] as const)),
  ];
  const lines = needed.filter((name) => given[name] === undefined).map((name) => `${name} is not set: ${whereToFind[name]}.`);
  const smartmoveMissing = smartmoveSettings.filter((name) => given[name] === undefined);
  if (smartmoveMissing.length > 0 && smartmoveMissing.length < smartmoveSettings.length) {
    for (const name of smartmoveMissing)
      lines.push(`${name} is not set: Smartmove needs all of its settings; to do without Smartmove, leave all of them out.`);
  }
  return lines;
}

/** Null where a setting that is needed is missing; `missing` says which. */
function configOf(settings: Settings): Config | null {
  const slack = slackOf(settings);
  const { OPERATIONS_API_URL, OPERATIONS_AUTH_URL, OPERATIONS_CLIENT_ID, OPERATIONS_CLIENT_KEY } = settings;
  if (slack === null || !OPERATIONS_API_URL || !OPERATIONS_AUTH_URL || !OPERATIONS_CLIENT_ID || !OPERATIONS_CLIENT_KEY)
    return null;
  if (settings.DATABASE_URL !== undefined && settings.JOURNAL_KEY === undefined) return null;
  const smartmove = smartmoveOf(settings);
  if (smartmove === null) return null;
  return {
    slack,
    http: {
      // In socket mode nobody outside has business here; Slack's HTTP deliveries come from outside.
      host: settings.HOST ?? (slack.transport === 'socket' ? '127.0.0.1' : '0.0.0.0'),
      port: settings.PORT,
      metricsToken: settings.METRICS_TOKEN || undefined,
    },
    operations: {
      apiUrl: OPERATIONS_API_URL,
      authUrl: OPERATIONS_AUTH_URL,
      clientId: OPERATIONS_CLIENT_ID,
      clientKey: OPERATIONS_CLIENT_KEY,
    },
    smartmove,
    database: { url: settings.DATABASE_URL || undefined, dataDir: settings.DATA_DIR },
    policyFile: settings.POLICY_FILE,
    profileFiles: {
      operations: settings.OPERATIONS_API_PROFILE,
      smartmove: settings.SMARTMOVE_API_PROFILE,
    },
    journal: { key: settings.JOURNAL_KEY || undefined, previous: settings.JOURNAL_KEY_PREVIOUS },
    auditHeadFile: settings.AUDIT_HEAD_FILE,
    commandPrefix: settings.COMMAND_PREFIX,
    logLevel: settings.LOG_LEVEL,
  };
}

function slackOf(settings: Settings): Config['slack'] | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  } = settings;
  const transport = settings.SLACK_TRANSPORT ?? (appToken ? 'socket' : 'http');
  if (!botToken || (transport === 'socket' && !appToken) || (transport === 'http' && !signingSecret)) return null;
  return {
    transport,
    botToken,
    appToken: appToken || undefined,
    signingSecret: signingSecret || undefined,
    apiUrl: apiUrl || undefined,
  };
}

/** Undefined when all is left out, null when only some is. */
function smartmoveOf(settings: Settings): Config['smartmove'] | null {
  const {
    SMARTMOVE_API_URL: apiUrl,
    SMARTMOVE_TOKEN_URL: tokenUrl,
    SMARTMOVE_CLIENT_ID: clientId,
    SMARTMOVE_CLIENT_SECRET: clientSecret,
    SMARTMOVE_COUNTRY: country,
    SMARTMOVE_PROVIDER: provider,
    SMARTMOVE_PRODUCT_FIELD: productField,
  } = settings;
  if (smartmoveSettings.every((name) => settings[name] === undefined)) return undefined;
  if (!apiUrl || !tokenUrl || !clientId || !clientSecret || !country || !provider) return null;
  return { apiUrl, tokenUrl, clientId, clientSecret, country, provider, productField };
}

function isBaseUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.search === '' &&
    url.hash === '' &&
    url.username === '' &&
    url.password === ''
  );
}
