import createClient, { type Middleware } from 'openapi-fetch';
import { expire, freshToken } from '../auth/session';
import { patience } from '../inTime';
import { Refused, Unavailable } from './problems';
import type { components, paths } from './schema';

export type Quota = components['schemas']['QuotaBody'];
export type RecordedEvent = components['schemas']['EventBody'];
export type Usage = components['schemas']['UsageBody'];
export type PrincipalQuota = components['schemas']['AdminQuotaBody'];
export type Mapping = components['schemas']['MappingBody'];
export type Cluster = components['schemas']['ClusterBody'];
export type Decision = components['schemas']['DecisionBody'];

/** The silo's own API, typed by its OpenAPI document. Every answer comes within {@link patience}, or there is none. */
export const facade = createClient<paths>({
  fetch: async (request) => {
    const token = await freshToken();
    const response = await send(request.clone(), token);
    // Good here and refused there: perhaps its key was changed. A newer one tells.
    return response.status === 401 ? send(request, await freshToken(true)).then((second) => (second.status === 401 ? expire() : second)) : response;
  },
});

const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return;
    const problem = await response.json().catch(() => undefined);
    if (!problem?.reason) throw new Unavailable(`${response.status}`);
    throw new Refused(response.status, problem.reason, problem.detail ?? problem.title, problem.quota?.resetsAt);
  },
};
facade.use(problems);

async function send(request: Request, token: string): Promise<Response> {
  request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(request, { signal: AbortSignal.timeout(patience), cache: 'no-store' });
  } catch (error) {
    throw new Unavailable(String(error));
  }
}

/** What a request brought; whatever is not that has been thrown by now. */
export async function answer<T>(request: Promise<{ data?: T }>): Promise<T> {
  const { data } = await request;
  return data as T;
}
