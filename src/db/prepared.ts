import { type PGlite, parse, protocol, type Results } from '@electric-sql/pglite';

const { serialize } = protocol;

/** Texts differ by how many rows they insert or ids they ask for; a plan takes some tens of kilobytes. */
const mostKept = 200;

export type Prepared = {
  /** As `PGlite.query` does, with an error's code and all. */
  query(text: string, values: readonly unknown[]): Promise<Results<Record<string, unknown>>>;
};

/**
 * Statements with parameters, parsed and planned once. PGlite's own `query` has each parsed and planned again, in six exchanges with the
 * database, which takes more of a decision's time than all else. There is one connection, so a statement stays known until it ends.
 */
export function preparing(pglite: PGlite): Prepared {
  /** The types of the parameters, by the statement's text; those used longest ago first. */
  const known = new Map<string, { name: string; types: readonly number[] }>();
  let made = 0;

  /** An error is thrown after the database has read all of it, up to the end of the exchange. */
  async function exchange(...parts: Uint8Array[]) {
    const { messages } = await pglite.execProtocol(Buffer.concat([...parts, serialize.sync()]), { syncToFs: false });
    return messages;
  }

  async function prepare(text: string) {
    made += 1;
    const name = `w${made}`;
    const messages = await exchange(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    const statement = { name, types: parse.parseDescribeStatementResults(messages) };
    known.set(text, statement);
    const [oldest] = known;
    if (known.size > mostKept && oldest !== undefined) {
      known.delete(oldest[0]);
      await exchange(serialize.close({ type: 'S', name: oldest[1].name }));
    }
    return statement;
  }

  async function run(text: string, values: readonly unknown[]): Promise<Results<Record<string, unknown>>> {
    const statement = known.get(text) ?? (await prepare(text));
    known.delete(text);
    known.set(text, statement);
    const { name, types } = statement;
    const written = values.map((value, index) => {
      if (value === null || value === undefined) return null;
      const write = pglite.serializers[types[index] ?? 0];
      return write === undefined ? String(value) : write(value);
    });
    const messages = await exchange(
      serialize.bind({ statement: name, values: written }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
    );
    const [result] = parse.parseResults(messages, pglite.parsers);
    if (result === undefined) throw new Error('the embedded database gave no result');
    return result as Results<Record<string, unknown>>; // safe: rows are objects unless asked for otherwise
  }

  return {
    query: (text, values) =>
      pglite.runExclusive(async () => {
        try {
          return await run(text, values);
        } catch (error) {
          // Its table has another column since: it is prepared again. Within a transaction, which is lost, the first error is what counts.
          if (!isOutOfDate(error) || !known.delete(text)) throw error;
          return run(text, values).catch(() => Promise.reject(error));
        }
      }),
  };
}

/** `cached plan must not change result type` (feature_not_supported). */
function isOutOfDate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '0A000';
}
