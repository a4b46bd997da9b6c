import { projectFile } from '../../../src/lib/project.ts';
import { answerJson, forward, forwardSignIn, type NotTaken, serveTenant, type Tenant, type TenantCall } from '../tenant.ts';
import { asAssumed, inEnvelope } from './routes.ts';
import { isThing, UnknownField } from './shapes.ts';

/** Where the profile of this tenant is. */
export const secondTenantProfile = projectFile('sandbox/back-office/second-tenant/profile.yml');

/**
 * A tenant whose API differs from what is assumed in every kind of place: other names, levels, lists, envelopes, methods, paths and words, and
 * calls that it does not have. It is in front of a back office that speaks as assumed, and does what that does.
 */
export function startSecondTenant(behind: { apiUrl: string; authUrl: string }): Promise<Tenant> {
  const notTaken: NotTaken[] = [];

  function refuse({ method, response }: TenantCall, path: string, status: number, userMessage: string): void {
    notTaken.push({ method, path, status });
    answerJson(response, status, { errorCode: `G${status}`, userMessage, httpStatus: status });
  }

  return serveTenant({
    notTaken,
    async signIn(call) {
      const { path, body, response } = call;
      const sent = isThing(body) ? body : {};
      const isNew = path === '/sign-in';
      if (!isNew && path !== '/renew') return refuse({ ...call, method: 'POST' }, path, 404, 'Nothing is here.');
      const answer = await forwardSignIn(
        behind.authUrl,
        isNew,
        isNew ? { clientId: sent.id, clientKey: sent.key } : { refreshToken: sent.token },
      );
      const tokens: unknown = await answer.json();
      const { accessToken, refreshToken } = isThing(tokens) ? tokens : {};
      answerJson(response, answer.status, answer.ok ? { token: { access: accessToken, renewal: refreshToken } } : tokens);
    },
    async call({ method, url, path, body, authorization, response }) {
      const asked = asAssumed(method, path, url.searchParams, body);
      const query = [...asked.search]
        .map(([name, value]) => (value === '' ? name : `${name}=${encodeURIComponent(value)}`))
        .join('&');
      const answer = await forward(`${behind.apiUrl}${asked.path}${query === '' ? '' : `?${query}`}`, {
        method: asked.method,
        authorization,
        body: asked.body,
      });
      if (answer.status === 404 && asked.path === '/not-here') notTaken.push({ method, path, status: 404 });
      const bytes = Buffer.from(await answer.arrayBuffer());
      const headers = Object.fromEntries(
        [...answer.headers].filter(([name]) => /^(content-type|retry-after|x-pagination-.*)$/.test(name)),
      );
      if (!answer.ok || !/json/.test(headers['content-type'] ?? '')) {
        response.writeHead(answer.status, headers).end(bytes);
        return;
      }
      const written = asked.answer(JSON.parse(bytes.toString('utf8')));
      if (!asked.isEnvelope || !Array.isArray(written)) return answerJson(response, answer.status, written, headers);
      answerJson(
        response,
        answer.status,
        inEnvelope(path, written, Number(headers['x-pagination-totalelements']), Number(headers['x-pagination-number'])),
      );
    },
    refuse(error, call) {
      if (!(error instanceof UnknownField)) throw error;
      refuse(call, call.url.pathname, 400, `There is no ${error.message}.`);
    },
  });
}
