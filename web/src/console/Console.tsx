import { useState } from 'react';
import AppLayout from '@cloudscape-design/components/app-layout';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import { Redirect, Route, Switch, useLocation, useRouter } from 'wouter';
import { usePathname } from 'wouter/use-browser-location';
import { Refused } from '../api/problems';
import { Boundary } from '../shell/Boundary';
import { Explained } from '../shell/Explained';
import { ClusterPage } from './cluster/ClusterPage';
import { PrincipalPage } from './principals/PrincipalPage';
import { PrincipalsPage } from './principals/PrincipalsPage';
import { RoleMapPage } from './roles/RoleMapPage';

// With the whole path, for whoever opens one in another tab.
const pagesAt = (base: string) => [
  { type: 'link' as const, text: 'Principals', href: `${base}/principals` },
  { type: 'link' as const, text: 'Role map', href: `${base}/roles` },
  { type: 'link' as const, text: 'Cluster', href: `${base}/cluster` },
];

/** For those who run it. Whoever is not in the group sees why; the server refuses them everything in any case. */
export default function Console({ isAdmin }: { isAdmin: boolean }) {
  const [location, navigate] = useLocation();
  const { base } = useRouter();
  const principal = lastOf(usePathname());
  const [isOpen, setOpen] = useState(() => matchMedia('(min-width: 700px)').matches);
  if (!isAdmin) {
    return (
      <main className="centred">
        <Explained error={new Refused(403, 'not-admin', '')} />
      </main>
    );
  }
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <div ref={withoutOrientation}>
        <AppLayout
          headerSelector=".masthead"
          toolsHide
          navigationOpen={isOpen}
          onNavigationChange={({ detail }) => setOpen(detail.open)}
          navigation={
            <SideNavigation
              header={{ href: `${base}/principals`, text: 'Console' }}
              items={pagesAt(base)}
              activeHref={`${base}/${location.split('/')[1]}`}
              onFollow={(event) => {
                event.preventDefault();
                navigate(event.detail.href.slice(base.length));
              }}
            />
          }
          content={
            <Boundary key={location}>
              <Switch>
                <Route path="/principals" component={PrincipalsPage} />
                <Route path="/principals/:name">
                  <PrincipalPage key={principal} principal={principal} />
                </Route>
                <Route path="/roles" component={RoleMapPage} />
                <Route path="/cluster" component={ClusterPage} />
                <Route>
                  <Redirect to="/principals" replace />
                </Route>
              </Switch>
            </Boundary>
          }
        />
      </div>
    </I18nProvider>
  );
}

// Cloudscape gives the bar that it shows at phone width an attribute that a navigation may not have, which axe finds critical.
function withoutOrientation(layout: HTMLElement | null) {
  if (!layout) return;
  const remove = () => layout.querySelectorAll('nav[aria-orientation]').forEach((nav) => nav.removeAttribute('aria-orientation'));
  const observer = new MutationObserver(remove);
  observer.observe(layout, { childList: true, subtree: true });
  remove();
  return () => observer.disconnect();
}

// From the address as it is: the router decodes its own copy once, after which a name with a % in it is another name, or none.
function lastOf(path: string) {
  const last = path.split('/').at(-1)!;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
