import { useSyncExternalStore } from 'react';
import { fetchAuthSession, signInWithRedirect, signOut as amplifySignOut } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import { base } from '../config';
import { inTime, patience } from '../inTime';
import { keepWhileAway } from './away';

export interface User {
  email: string;
  name: string;
  /** As the token has it; empty for none. */
  role: string;
  groups: string[];
}

export type Session =
  | { state: 'restoring' }
  | { state: 'signing-out' }
  | { state: 'signed-out'; failure?: string }
  | { state: 'expired' }
  | { state: 'signed-in'; user: User };

/** The session is over: the user has to sign in again. */
export class SessionExpired extends Error {}

// What lasts for this tab only: that the user has signed out on purpose, so that the next sign-in asks who it is.
const askAgain = 'tollgate.ask-again';
const home = () => location.origin + base;

let roleClaim = 'custom:department';
let session: Session = { state: 'restoring' };
const listeners = new Set<() => void>();

function become(next: Session) {
  session = next;
  listeners.forEach((listener) => listener());
}

export const useSession = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => session,
  );

/** Listens for as long as the page lives, and finds out whether somebody is signed in, or just coming back from signing in. */
export async function startSession(claim: string, navigate: (path: string) => void) {
  roleClaim = claim;
  Hub.listen('auth', ({ payload }) => {
    switch (payload.event) {
      case 'signInWithRedirect_failure':
        clearUrl();
        become({ state: 'signed-out', failure: failureOf(payload.data?.error) });
        break;
      case 'signInWithRedirect':
        if (session.state === 'signed-out') void restore(); // it was given up, and came all the same
        break;
      case 'customOAuthState':
        navigate(payload.data);
        break;
      case 'signedOut':
        if (session.state !== 'signing-out') become({ state: 'signed-out' }); // else the page is about to leave
        break;
      case 'tokenRefresh_failure':
        if (session.state === 'signed-in' && isOver(payload.data?.error)) become({ state: 'expired' });
        break;
    }
  });
  // A page that was left for a sign-in or a sign-out, and is come back to by the back button.
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
  // Amplify has read the address by the next task, and takes the code out of it only when the user pool has answered. Until then a reload would send it again.
  setTimeout(clearUrl);
  await restore();
}

async function restore() {
  try {
    // Waits for a sign-in that is being completed.
    const { tokens } = await inTime(fetchAuthSession());
    if (tokens?.idToken) become({ state: 'signed-in', user: userOf(tokens.idToken.payload) });
    else if (session.state === 'restoring') become({ state: 'signed-out' });
  } catch {
    if (session.state === 'restoring') become({ state: 'signed-out', failure: 'Your session could not be restored.' });
  }
  clearUrl();
}

/** A token that is good now: read for every call, never kept, refreshed when it is about to end. */
export async function freshToken(forceRefresh = false): Promise<string> {
  const { tokens } = await inTime(fetchAuthSession({ forceRefresh }));
  if (!tokens?.idToken) {
    become({ state: 'expired' });
    throw new SessionExpired();
  }
  return tokens.idToken.toString();
}

/** The server refuses the token although it looks good here, and a new one is not to be had. */
export function expire(): never {
  become({ state: 'expired' });
  throw new SessionExpired();
}

export async function signIn(provider: string) {
  const path = location.pathname.slice(base.length - 1);
  const prompt = window.sessionStorage.getItem(askAgain) ? 'LOGIN' : undefined;
  try {
    forget();
    window.sessionStorage.removeItem(askAgain);
    keepWhileAway();
    await signInWithRedirect({ provider: { custom: provider }, customState: path === '/' ? undefined : path, options: { prompt } });
  } catch {
    become({ state: 'signed-out', failure: 'The sign-in could not be started.' });
  }
}

export async function signOut() {
  window.sessionStorage.setItem(askAgain, '1');
  become({ state: 'signing-out' });
  try {
    await inTime(amplifySignOut()); // goes to the user pool and comes back
    setTimeout(() => become({ state: 'signed-out' }), patience); // unless there is no way there
  } catch {
    forget();
    become({ state: 'signed-out', failure: 'This browser has forgotten your session, but could not tell the user pool so.' });
  }
}

// Tokens of a session that is over, or that could not be restored, would stand in the way of a new one.
function forget() {
  for (const key of Object.keys(window.sessionStorage)) if (key.startsWith('CognitoIdentityServiceProvider.')) window.sessionStorage.removeItem(key);
}

function userOf(claims: Record<string, unknown>): User {
  const text = (name: string) => (typeof claims[name] === 'string' ? (claims[name] as string) : '');
  const groups = claims['cognito:groups'];
  const name = [text('given_name'), text('family_name')].filter(Boolean).join(' ');
  return {
    email: text('email'),
    name: name || text('email'),
    role: text(roleClaim),
    groups: Array.isArray(groups) ? groups.map(String) : [],
  };
}

function failureOf(error: unknown) {
  const message = error instanceof Error ? error.message : '';
  return /cancel/i.test(message) ? 'The sign-in was cancelled.' : `The sign-in failed${message ? `: ${message}` : '.'}`;
}

const isOver = (error: unknown) => error instanceof Error && error.name === 'NotAuthorizedException';

// The code of a sign-in is used up, and none of its business to whoever reads the history.
function clearUrl() {
  if (location.search.includes('code=') || location.search.includes('error=')) history.replaceState(null, '', home());
}
