import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import type { Mapping } from '../../api/facade';
import { ReasonModal } from '../ReasonModal';
import { removeMapping, rolesOf, saveMapping } from './mapping';

interface ChangeProps {
  version: number;
  onDone: () => void;
  onClose: () => void;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', '*'].map((method) => ({ value: method, label: method === '*' ? '* (any other)' : method }));

export function AddMapping({ version, onDone, onClose }: ChangeProps) {
  const [resource, setResource] = useState('/');
  const [method, setMethod] = useState('GET');
  const [roles, setRoles] = useState('');
  return (
    <ReasonModal
      title="Add a mapping"
      confirm="Add mapping"
      withReason={false}
      isValid={resource.startsWith('/') && rolesOf(roles).length > 0}
      act={() => saveMapping({ resource, method, roles: rolesOf(roles) }, version)}
      onDone={onDone}
      onClose={onClose}
    >
      <FormField label="Resource" description="/blog, /orders/{id} or /admin/*">
        <Input value={resource} onChange={({ detail }) => setResource(detail.value)} autoFocus />
      </FormField>
      <FormField label="Method">
        <Select options={methods} selectedOption={methods.find(({ value }) => value === method)!} onChange={({ detail }) => setMethod(detail.selectedOption.value!)} />
      </FormField>
      <FormField label="Roles" description="Separated by commas. They take the place of what is mapped now.">
        <Input value={roles} onChange={({ detail }) => setRoles(detail.value)} placeholder="IT, Finance" />
      </FormField>
    </ReasonModal>
  );
}

export const RemoveMapping = ({ mapping, version, onDone, onClose }: ChangeProps & { mapping: Mapping }) => (
  <ReasonModal title="Remove a mapping" confirm="Remove" withReason={false} act={() => removeMapping(mapping, version)} onDone={onDone} onClose={onClose}>
    <Box>
      Nobody may call {mapping.method === '*' ? 'any other method of' : mapping.method} <Box variant="code">{mapping.resource}</Box> any more, unless another mapping covers it.
    </Box>
  </ReasonModal>
);
