import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { configureAmplify } from './auth/amplify';
import { startSession } from './auth/session';
import { base, loadConfiguration } from './config';
import { followMode } from './shell/mode';
import { NotSetUp } from './shell/NotSetUp';
import { Waiting } from './shell/Waiting';

followMode();
const root = createRoot(document.getElementById('root')!);
root.render(<Waiting what="Loading" />);
try {
  const configuration = await loadConfiguration();
  if (configuration.domain) {
    configureAmplify(configuration);
    root.render(
      <StrictMode>
        <App configuration={configuration} />
      </StrictMode>,
    );
    await startSession(configuration.roleClaim, (path) => {
      history.replaceState(null, '', base + path.replace(/^\//, ''));
      dispatchEvent(new PopStateEvent('popstate'));
    });
  } else {
    root.render(<NotSetUp reason="No user pool is configured (Console:Domain)." />);
  }
} catch {
  root.render(<NotSetUp reason="Its configuration could not be loaded." canRetry />);
}
