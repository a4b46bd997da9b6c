import { z } from 'zod';
import { type LogLevel, logLevels } from '../src/config.ts';
import { quotedProblems } from '../src/lib/quoted.ts';

/** What of the environment the sandbox heeds; the rest of the app's settings it brings itself. */
export type SandboxSettings = {
  /** Of the workspace and its page; 0 is any free one. */
  port: number;
  dataDir: string;
  logLevel: LogLevel;
  /**
   * Handed on to the app, which checks them: where it serves /readyz and /metrics, and a database server instead of the embedded one, and
   * where the journal's head is kept.
   */
  forApp: { PORT: string; DATABASE_URL?: string; AUDIT_HEAD_FILE?: string };
};

const defaultPort = '4400';
/** Not the real app's own folder: what was tried out here must never be carried out against real back offices. */
const defaultDataDir = './data/sandbox';

const Environment = z.object({
  WORKSPACE_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number, 0 to 65535')
    .prefault(defaultPort),
  DATA_DIR: z.string().default(defaultDataDir),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('warn'),
  PORT: z.string().default('0'),
  DATABASE_URL: z.string().optional(),
  AUDIT_HEAD_FILE: z.string().optional(),
});

/** The settings, or one line for each wrong one. A variable that is set to nothing counts as not set. */
export function readSettings(
  env: NodeJS.ProcessEnv,
): { ok: true; settings: SandboxSettings } | { ok: false; problems: string[] } {
  const quoted = quotedProblems(env, Object.keys(Environment.shape));
  if (quoted.length > 0) return { ok: false, problems: quoted };
  const given = Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : []));
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`) };
  const { WORKSPACE_PORT: port, DATA_DIR: dataDir, LOG_LEVEL: logLevel, PORT, DATABASE_URL, AUDIT_HEAD_FILE } = parsed.data;
  const forApp = {
    PORT,
    ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
    ...(AUDIT_HEAD_FILE === undefined ? {} : { AUDIT_HEAD_FILE }),
  };
  return { ok: true, settings: { port, dataDir, logLevel, forApp } };
}
