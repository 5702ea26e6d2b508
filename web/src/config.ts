import { inTime } from './inTime';

/**
 * All that the app is told: `config.json`, beside the page. A silo writes it from its settings; where the app is served from a bucket, the
 * deployment does. The same file for Cognito and for the stand-ins.
 */
export interface Configuration {
  userPoolId: string;
  clientId: string;
  /** Where browsers sign in: a host, without `https://`. Absent where nobody can. */
  domain?: string;
  /** Absent for Amazon's own. */
  userPoolEndpoint?: string;
  identityProvider: string;
  adminGroup: string;
  roleClaim: string;
  /** The API that the button calls. Absent where there is none. */
  api?: { url: string; path: string };
}

export const base = import.meta.env.BASE_URL;

export const loadConfiguration = () => inTime(read());

async function read(): Promise<Configuration> {
  const response = await fetch(`${base}config.json`);
  if (!response.ok) throw new Error(`config.json: ${response.status}`);
  return response.json();
}
