import { Amplify } from 'aws-amplify';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { sessionStorage } from 'aws-amplify/utils';
import { base, type Configuration } from '../config';
import { takeBack } from './away';

export const apiName = 'api';

/** Only what the app reads: not `aws.cognito.signin.user.admin`, which would let a script change the user's own role. */
const scopes = ['openid', 'email', 'profile'];

export function configureAmplify({ userPoolId, clientId, domain, userPoolEndpoint, api }: Configuration) {
  // An identifier of the user pool must have a region in it; the stand-in's has none to give.
  const home = location.origin + base;
  takeBack(); // before Amplify looks for it
  Amplify.configure(
    {
      Auth: {
        Cognito: {
          userPoolId: userPoolId.includes('_') ? userPoolId : `local_${userPoolId}`,
          userPoolClientId: clientId,
          userPoolEndpoint,
          loginWith: { oauth: { domain: domain ?? '', scopes, redirectSignIn: [home], redirectSignOut: [home], responseType: 'code' } },
        },
      },
      API: api && { REST: { [apiName]: { endpoint: api.url } } },
    },
    // A refused call is an answer. To send it again would charge it again, or refuse it three times.
    { API: { REST: { defaultAuthMode: 'none', retryStrategy: { strategy: 'no-retry' } } } },
  );
  // A reload keeps the session; the end of the tab ends it, and no other tab, nor a later user of the browser, finds it.
  cognitoUserPoolsTokenProvider.setKeyValueStorage(sessionStorage);
}
