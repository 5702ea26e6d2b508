import { useId, useState, type ReactNode } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Explained } from '../shell/Explained';

interface ReasonModalProps {
  title: string;
  confirm: string;
  /** Fields besides the reason. */
  children?: ReactNode;
  isValid?: boolean;
  /** What the reason is kept for; none where no reason is kept. */
  withReason?: boolean;
  act: (reason: string) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
}

/** A change that is asked for once more, and goes into the log with its reason. */
export function ReasonModal({ title, confirm, children, isValid = true, withReason = true, act, onDone, onClose }: ReasonModalProps) {
  const form = useId();
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => act(reason.trim()),
    onSuccess: onDone,
    onError: () => void client.invalidateQueries(), // it may have been refused since it has changed meanwhile
  });
  const isComplete = isValid && (!withReason || reason.trim().length > 0);
  const submit = () => isComplete && !change.isPending && change.mutate();
  return (
    <Modal
      visible
      header={title}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween size="xs" direction="horizontal">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" formAction="submit" form={form} disabled={!isComplete} loading={change.isPending}>
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={form} // of the button, without which the Enter key sends no form of several fields
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          {children}
          {withReason && (
            <FormField label="Reason" description="Kept in the log with your name.">
              <Input value={reason} onChange={({ detail }) => setReason(detail.value.slice(0, 500))} autoFocus={!children} />
            </FormField>
          )}
          {change.isError && <Explained error={change.error} />}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
