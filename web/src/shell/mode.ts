import { useSyncExternalStore } from 'react';
import { applyMode, Mode } from '@cloudscape-design/global-styles';

// The reader's own choice, or what their system prefers. No secret, so it may outlive the tab.
const key = 'tollgate.mode';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const isDark = () => (localStorage.getItem(key) ?? (dark.matches ? 'dark' : 'light')) === 'dark';

export function followMode() {
  const follow = () => {
    applyMode(isDark() ? Mode.Dark : Mode.Light);
    document.documentElement.style.colorScheme = isDark() ? 'dark' : 'light';
    listeners.forEach((listener) => listener());
  };
  dark.addEventListener('change', follow);
  follow();
  addEventListener('storage', follow);
  addEventListener('tollgate.mode', follow);
}

export function toggleMode() {
  localStorage.setItem(key, isDark() ? 'light' : 'dark');
  dispatchEvent(new Event('tollgate.mode'));
}

export const useIsDark = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isDark,
  );
