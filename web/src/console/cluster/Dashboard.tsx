import Button from '@cloudscape-design/components/button';
import { useMutation } from '@tanstack/react-query';
import { answer, facade } from '../../api/facade';
import { Explained } from '../../shell/Explained';

/** Opens the Orleans Dashboard, which this browser is let into for some minutes. */
export function Dashboard() {
  const open = useMutation({
    mutationFn: () => answer(facade.POST('/v1/admin/dashboard-access')),
    onSuccess: () => window.open('/dashboard/', '_blank', 'noopener'),
  });
  return (
    <>
      <Button iconName="external" iconAlign="right" loading={open.isPending} onClick={() => open.mutate()}>
        Orleans Dashboard
      </Button>
      {open.isError && <Explained error={open.error} onRetry={() => open.mutate()} />}
    </>
  );
}
