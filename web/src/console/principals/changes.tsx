import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { answer, facade } from '../../api/facade';
import type { Entry } from '../../entries';
import { today } from '../dates';
import { ReasonModal } from '../ReasonModal';

interface ChangeProps {
  principal: string;
  onDone: () => void;
  onClose: () => void;
}

const isWhole = (text: string, least: number) => /^\d{1,13}$/.test(text) && Number(text) >= least && Number(text) <= 1e12;

export function SetLimit({ principal, current, onDone, onClose }: ChangeProps & { current: number }) {
  const [limit, setLimit] = useState(`${current}`);
  const [untilDay, setUntilDay] = useState('');
  const isValid = isWhole(limit, 0);
  return (
    <ReasonModal
      title={`Set a limit for ${principal}`}
      confirm="Set limit"
      isValid={isValid}
      act={(reason) =>
        answer(facade.PUT('/v1/admin/quotas/limit', { params: { query: { principal } }, body: { limit: Number(limit), reason, untilDay: untilDay || undefined } }))
      }
      onDone={onDone}
      onClose={onClose}
    >
      <FormField label="Calls a day" description="0 blocks the principal." errorText={isValid ? undefined : 'A whole number, 0 or more.'}>
        <Input type="number" inputMode="numeric" value={limit} onChange={({ detail }) => setLimit(detail.value)} autoFocus />
      </FormField>
      <FormField label="Last day (UTC)" description="Empty: until somebody lifts it.">
        <DatePicker value={untilDay} onChange={({ detail }) => setUntilDay(detail.value)} isDateEnabled={(date) => date.toISOString().slice(0, 10) >= today()} placeholder="YYYY/MM/DD" />
      </FormField>
    </ReasonModal>
  );
}

export const LiftLimit = ({ principal, defaultLimit, onDone, onClose }: ChangeProps & { defaultLimit?: number }) => (
  <ReasonModal
    title={`Lift the limit of ${principal}`}
    confirm="Lift limit"
    act={(reason) => answer(facade.DELETE('/v1/admin/quotas/limit', { params: { query: { principal, reason } } }))}
    onDone={onDone}
    onClose={onClose}
  >
    <Box>The default of {defaultLimit?.toLocaleString()} calls a day applies again from the next call on.</Box>
  </ReasonModal>
);

export function ResetCount({ principal, onDone, onClose }: ChangeProps) {
  // Named once: pressed twice, it resets once.
  const [requestId] = useState(() => crypto.randomUUID());
  return (
    <ReasonModal
      title={`Reset today’s count of ${principal}`}
      confirm="Reset count"
      act={(reason) => answer(facade.POST('/v1/admin/quotas/reset', { params: { query: { principal } }, body: { requestId, reason } }))}
      onDone={onDone}
      onClose={onClose}
    >
      <Box>Used becomes 0. What was charged before can no longer be refunded.</Box>
    </ReasonModal>
  );
}

export function RefundCharge({ principal, day, charge, onDone, onClose }: ChangeProps & { day: string; charge: NonNullable<Entry['charge']> }) {
  const { requestId, units: charged } = charge;
  const [units, setUnits] = useState(`${charged}`);
  const isValid = isWhole(units, 1) && Number(units) <= charged;
  return (
    <ReasonModal
      title="Refund a charge"
      confirm="Refund"
      isValid={isValid}
      act={(reason) => answer(facade.POST('/v1/admin/quotas/refunds', { params: { query: { principal } }, body: { day, requestId, units: Number(units), reason } }))}
      onDone={onDone}
      onClose={onClose}
    >
      <FormField label="Units" description={`Of ${charged} that were charged. Once only.`} errorText={isValid ? undefined : `A whole number from 1 to ${charged}.`}>
        <Input type="number" inputMode="numeric" value={units} onChange={({ detail }) => setUnits(detail.value)} />
      </FormField>
    </ReasonModal>
  );
}
