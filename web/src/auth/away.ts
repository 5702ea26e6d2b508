/*
 * What a sign-in needs when it comes back (its state, its PKCE verifier) Amplify keeps in local storage. Another tab that is opened meanwhile takes it for
 * its own, finds no code in its address, and throws it away: the sign-in fails, and does not say why. So it waits in this tab's storage.
 */
const needed = /^CognitoIdentityServiceProvider\..+\.(inflightOAuth|inflightOAuthDeadline|oauthPKCE|oauthState)$/;

export const keepWhileAway = () => addEventListener('pagehide', () => move(localStorage, sessionStorage), { once: true });

export const takeBack = () => move(sessionStorage, localStorage);

function move(from: Storage, to: Storage) {
  for (const [key, value] of Object.entries(from)) {
    if (!needed.test(key)) continue;
    to.setItem(key, value);
    from.removeItem(key);
  }
}
