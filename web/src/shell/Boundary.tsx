import { Component, type ReactNode } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';

/** Whatever a view throws, or cannot load of itself, ends here and not in an empty page. */
export class Boundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError = () => ({ hasFailed: true });

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="centred">
        <Alert type="error" header="This page could not be shown" action={<Button onClick={() => location.reload()}>Load it again</Button>}>
          A part of it did not come, or there is a newer one. Nothing was changed.
        </Alert>
      </main>
    );
  }
}
