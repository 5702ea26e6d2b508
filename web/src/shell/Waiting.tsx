import Spinner from '@cloudscape-design/components/spinner';

/** A whole page that is not there yet. */
export const Waiting = ({ what }: { what: string }) => (
  <main className="centred">
    <div role="status" style={{ textAlign: 'center' }}>
      <Spinner size="large" />
      <p>{what} …</p>
    </div>
  </main>
);
