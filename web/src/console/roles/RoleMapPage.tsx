import { useState } from 'react';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Mapping } from '../../api/facade';
import { Explained } from '../../shell/Explained';
import { NoRows } from '../../shell/NoRows';
import { roleMap } from '../queries';
import { AddMapping, RemoveMapping } from './changes';
import { rolesOf, saveMapping } from './mapping';
import { RoleMapHistory } from './RoleMapHistory';

/** Which roles may call what: a table to edit, and how it came to be so. */
export function RoleMapPage() {
  const client = useQueryClient();
  const query = useQuery(roleMap);
  const [isAdding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Mapping>();
  const [failure, setFailure] = useState<unknown>();
  const version = query.data?.version ?? 0;
  const reload = () => client.invalidateQueries({ queryKey: ['role-map'] });
  const finish = () => {
    setAdding(false);
    setRemoving(undefined);
    setFailure(undefined);
    void reload();
  };
  const edit = async (mapping: Mapping, text: string) => {
    try {
      await saveMapping({ ...mapping, roles: rolesOf(text) }, version);
      finish();
    } catch (error) {
      setFailure(error);
      await reload();
      throw error;
    }
  };
  return (
    <ContentLayout header={<Header variant="h1" description="What is not mapped may be called by nobody. A change is in force on every silo within a second.">Role map</Header>}>
      <SpaceBetween size="l">
        {Boolean(failure ?? query.error) && <Explained error={failure ?? query.error} onRetry={finish} />}
        <Table
          header={
            <Header
              variant="h2"
              counter={query.data && `(version ${version})`}
              actions={
                <Button variant="primary" disabled={!query.data} onClick={() => setAdding(true)}>
                  Add mapping
                </Button>
              }
            >
              Mappings
            </Header>
          }
          items={query.data?.mappings ?? []}
          trackBy={({ resource, method }) => `${method} ${resource}`}
          loading={query.isLoading}
          loadingText="Loading the role map"
          ariaLabels={{
            tableLabel: 'Role map',
            activateEditLabel: (_, item) => `Edit the roles of ${item.method} ${item.resource}`,
            cancelEditLabel: () => 'Cancel editing',
            submitEditLabel: () => 'Save the roles',
          }}
          submitEdit={(item, _, value) => edit(item, String(value))}
          columnDefinitions={[
            { id: 'resource', header: 'Resource', cell: ({ resource }) => <Box variant="code">{resource}</Box>, isRowHeader: true },
            { id: 'method', header: 'Method', cell: ({ method }) => (method === '*' ? 'any other' : method) },
            {
              id: 'roles',
              header: 'Roles',
              minWidth: 220,
              cell: ({ roles }) => roles?.join(', '),
              editConfig: {
                ariaLabel: 'Roles',
                editIconAriaLabel: 'editable',
                validation: (_, value) => (value === undefined || rolesOf(String(value)).length > 0 ? undefined : 'At least one role; to close it for everybody, remove the mapping.'),
                editingCell: ({ roles }, { currentValue, setValue }) => (
                  <Input autoFocus value={(currentValue as string | undefined) ?? roles?.join(', ') ?? ''} onChange={({ detail }) => setValue(detail.value)} placeholder="IT, Finance" />
                ),
              },
            },
            {
              id: 'remove',
              header: 'Action',
              cell: (item) => (
                <Button variant="inline-link" onClick={() => setRemoving(item)} ariaLabel={`Remove ${item.method} ${item.resource}`}>
                  Remove
                </Button>
              ),
            },
          ]}
          empty={
            <NoRows error={query.error} what="The role map">
              Nothing is mapped: every call is refused.
            </NoRows>
          }
        />
        <RoleMapHistory />
      </SpaceBetween>
      {isAdding && <AddMapping version={version} onDone={finish} onClose={() => setAdding(false)} />}
      {removing && <RemoveMapping mapping={removing} version={version} onDone={finish} onClose={() => setRemoving(undefined)} />}
    </ContentLayout>
  );
}
