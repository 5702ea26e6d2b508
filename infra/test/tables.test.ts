import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { all, type Resource } from './template.ts';

const tables: Record<string, Resource> = Object.fromEntries(all('AWS::DynamoDB::Table').map(([, table]) => [table.Properties.TableName.replace(/^example-tollgate-/, ''), table]));

test('the tables are those that a silo looks for', () => {
  const keys = Object.fromEntries(Object.entries(tables).map(([name, { Properties }]) => [
    name,
    [
      ...Properties.KeySchema.map(({ AttributeName, KeyType }: { AttributeName: string; KeyType: string }) =>
        `${KeyType} ${AttributeName} ${Properties.AttributeDefinitions.find((attribute: { AttributeName: string }) => attribute.AttributeName === AttributeName).AttributeType}`),
      Properties.TimeToLiveSpecification?.AttributeName ?? 'kept',
    ],
  ]));
  assert.deepEqual(keys, {
    TollgateEvents: ['HASH Stream S', 'RANGE Version N', 'ExpiresAt'],
    OrleansSilos: ['HASH DeploymentId S', 'RANGE SiloIdentity S', 'kept'],
    OrleansGrainState: ['HASH GrainReference S', 'RANGE GrainType S', 'GrainTtl'],
  });
});

const code = new URL('../../src/DynamoDb/Tables/TollgateTables.cs', import.meta.url);

test('and their names are those of the code', { skip: !existsSync(code) && 'the store on DynamoDB is not there' }, () => {
  const source = readFileSync(code, 'utf8');
  const names = [...source.matchAll(/\{prefix\}(\w+)/g)].map(match => match[1]!).sort();
  assert.deepEqual(Object.keys(tables).sort(), names);
});

test('on demand, recoverable to a point in time, and kept', () => {
  for (const [name, { Properties, DeletionPolicy }] of Object.entries(tables)) {
    assert.equal(Properties.BillingMode, 'PAY_PER_REQUEST', name);
    assert.equal(Properties.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled, true, name);
    assert.equal(Properties.DeletionProtectionEnabled, true, name);
    assert.equal(DeletionPolicy, 'Retain', name);
  }
});
