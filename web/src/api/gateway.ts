import { get } from 'aws-amplify/api';
import { apiName } from '../auth/amplify';
import { expire, freshToken } from '../auth/session';
import { patience } from '../inTime';
import { Refused, Unavailable } from './problems';

interface GatewayError {
  response?: { statusCode: number; body?: string };
}

/** Calls the API through its gateway, as the user; once, and with an end. A refusal costs nothing. */
export async function callApi(path: string): Promise<string> {
  try {
    return await callWith(path, await freshToken());
  } catch (error) {
    if (!(error instanceof Refused && error.status === 401)) throw error;
  }
  // Not accepted, so not charged: a newer token may be.
  try {
    return await callWith(path, await freshToken(true));
  } catch (error) {
    if (error instanceof Refused && error.status === 401) expire();
    throw error;
  }
}

async function callWith(path: string, token: string): Promise<string> {
  try {
    const { body } = await get({ apiName, path, options: { headers: { Authorization: token }, timeout: patience } }).response;
    const answer = (await body.json()) as { message?: string } | null;
    return answer?.message ?? JSON.stringify(answer);
  } catch (error) {
    throw refusalOf(error as GatewayError);
  }
}

function refusalOf({ response }: GatewayError): Error {
  if (!response || response.statusCode >= 500) return new Unavailable(`${response?.statusCode ?? 'no answer'}`);
  const said = parse(response.body);
  if (said.reason === 'unavailable') return new Unavailable('The authorizer has no answer.');
  return new Refused(response.statusCode, said.reason ?? '', said.message ?? `${response.statusCode}`, said.resetsAt);
}

function parse(body?: string): { message?: string; reason?: string; resetsAt?: string } {
  try {
    return JSON.parse(body ?? '') ?? {};
  } catch {
    return {};
  }
}
