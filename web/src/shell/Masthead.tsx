import { Link, useRoute } from 'wouter';
import { signOut, type Session } from '../auth/session';
import { Logo } from './Logo';
import { toggleMode, useIsDark } from './mode';

/** The bar on top: where one is, who one is, light or dark. */
export function Masthead({ session, adminGroup }: { session: Session; adminGroup: string }) {
  const [isConsole] = useRoute('/admin/*?');
  const isDark = useIsDark();
  const user = session.state === 'signed-in' ? session.user : undefined;
  return (
    <header className="masthead">
      <Link href="/" className="brand" aria-label="Tollgate">
        <Logo />
        <span>Tollgate</span>
      </Link>
      <nav aria-label="Pages">
        {user && (
          <Link href="/" aria-current={isConsole ? undefined : 'page'}>
            My quota
          </Link>
        )}
        {user?.groups.includes(adminGroup) && (
          <Link href="/admin" aria-current={isConsole ? 'page' : undefined}>
            Console
          </Link>
        )}
      </nav>
      {user && (
        <span className="who" title={user.email}>
          {user.email}
        </span>
      )}
      <button type="button" onClick={toggleMode} aria-label={isDark ? 'Use light colours' : 'Use dark colours'}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path fill="currentColor" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.6v10.8a5.4 5.4 0 0 1 0-10.8Z" />
        </svg>
      </button>
      {user && (
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      )}
    </header>
  );
}
