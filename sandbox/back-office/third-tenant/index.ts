import { projectFile } from '../../../src/lib/project.ts';
import { isThing, type Thing, UnknownField } from '../second-tenant/shapes.ts';
import { answerJson, forward, forwardSignIn, type NotTaken, serveTenant, type Tenant } from '../tenant.ts';
import { type Route, routeOf } from './routes.ts';
import { fromThird, toThird } from './shapes.ts';

/** Where the profile of this tenant is, as its administrator writes it from docs/back-offices.md. */
export const thirdTenantProfile = projectFile('sandbox/back-office/third-tenant/profile.yml');

/**
 * A tenant with nothing as assumed: every list in an envelope of its own, totals elsewhere, ids and contacts some levels down, numbers for
 * words, reads by POST, a DELETE with a body, errors in a list. It takes no name that is not its own.
 */
export function startThirdTenant(behind: { apiUrl: string; authUrl: string }): Promise<Tenant> {
  const notTaken: NotTaken[] = [];
  return serveTenant({
    notTaken,
    async signIn({ method, path, body, response }) {
      const call = `${method} ${path}`;
      const sent: Thing = isThing(body) ? body : {};
      const credentials = isThing(sent.credentials) ? sent.credentials : {};
      const isNew = call === 'POST /session/open';
      if (!isNew && call !== 'PUT /session') throw new UnknownField(call);
      const answer = await forwardSignIn(
        behind.authUrl,
        isNew,
        isNew ? { clientId: credentials.id, clientKey: credentials.secret } : { refreshToken: sent.renewWith },
      );
      const tokens: unknown = await answer.json();
      const { accessToken, refreshToken, accessTokenExpireDate } = isThing(tokens) ? tokens : {};
      const session = { token: accessToken, renewWith: refreshToken, until: accessTokenExpireDate };
      answerJson(response, answer.status, answer.ok ? { session } : asErrors(tokens));
    },
    async call({ method, url, path, body, authorization, response }) {
      const found = routeOf(method, path);
      if (found === undefined) throw new UnknownField('such call');
      const { route } = found;
      if (body !== undefined && route.body === undefined) throw new UnknownField('body');
      const answer = await forward(`${behind.apiUrl}${found.path}${queryOf(route, url)}`, {
        method: route.as[0],
        authorization,
        body: body === undefined ? undefined : fromThird(route.body ?? {}, body),
      });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => /^(content-type|retry-after)$/.test(name)));
      const content = jsonOf(bytes);
      if (content === undefined) return void response.writeHead(answer.status, headers).end(bytes);
      if (!answer.ok) return answerJson(response, answer.status, asErrors(content), headers);
      const written = toThird(route.answer, content);
      const total = Number(answer.headers.get('x-pagination-totalelements') ?? Number.NaN);
      const page = Number(answer.headers.get('x-pagination-number') ?? Number.NaN);
      answerJson(response, answer.status, inEnvelope(route.items, written, total, page), headers);
    },
    refuse(error, { method, url, response }) {
      if (!(error instanceof UnknownField)) throw error;
      notTaken.push({ method, path: `${url.pathname}${url.search}: ${error.message}`, status: 400 });
      answerJson(response, 400, { errors: [{ code: 'G400', text: `There is no ${error.message}.` }] });
    },
  });
}

function queryOf(route: Route, url: URL): string {
  const read = [...url.searchParams].map(([name, value]) => {
    const assumed = route.query[name];
    if (assumed === undefined) throw new UnknownField(`parameter ${name}`);
    if (value === '') return assumed;
    const { [assumed]: word } = fromThird(
      { words: { type: [['CustomerCare', 'care']], excludeBlockState: [['BLOCKED', 'locked']] } },
      { [assumed]: value },
    ) as Thing; // safe: a thing comes back as one
    return `${assumed}=${encodeURIComponent(String(word))}`;
  });
  return read.length === 0 ? '' : `?${read.join('&')}`;
}

/** A list that lies some levels down has its total beside it; any other has it in the answer's `meta`. */
function inEnvelope(items: string | undefined, list: unknown, total: number, page: number): unknown {
  if (items === undefined || !Array.isArray(list)) return list;
  const [first = '', second] = items.split('.');
  if (second !== undefined) return { [first]: { [second]: list, total } };
  return { [first]: list, meta: { pagination: { total, pageIndex: page } } };
}

/** What went wrong, as a list. */
function asErrors(content: unknown): unknown {
  if (!isThing(content) || content.errorCode === undefined) return content;
  return { errors: [{ code: content.errorCode, text: content.userMessage, trace: content.traceId }] };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
