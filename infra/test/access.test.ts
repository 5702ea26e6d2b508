import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { App, Stack, Validations, aws_iam as iam } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { acknowledge } from '../lib/acknowledge.ts';
import { all, flat, folder, list, statements, template } from './template.ts';

// A wildcard that AWS leaves no choice about, each with its reason in lib/.
const explained = new Map([
  ['ec2:CreateNetworkInterface', 'lib/authorizer.ts'],
  ['ecr:GetAuthorizationToken', 'lib/silos.ts'],
]);

test('no action is a wildcard', () => {
  for (const { Action, owner } of statements())
    for (const action of list(Action)) assert.doesNotMatch(action, /\*/, owner);
  assert.ok(statements().length >= 8);
});

test('no resource is a wildcard without a reason', () => {
  const wide = statements().filter(({ Resource }) => list(Resource).some(resource => flat(resource).includes('*')));
  for (const { Action, owner } of wide) assert.ok(explained.has(list(Action)[0]!), `${owner}: ${Action}`);
  assert.equal(wide.length, explained.size);
});

test('each part may do its own work and no more', () => {
  const actions = (owner: RegExp) => statements().filter(statement => owner.test(statement.owner)).flatMap(({ Action }) => list(Action)).sort();
  assert.deepEqual(actions(/^AuthorizerRoleDefaultPolicy/), ['logs:CreateLogStream', 'logs:PutLogEvents']);
  assert.deepEqual([...new Set(actions(/^SilosTaskTaskRole/))].sort(), [
    'dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:DescribeTable', 'dynamodb:DescribeTimeToLive', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem',
  ]);
});

test('no silo can change or remove an event', () => {
  const events = Object.keys(template.Resources).find(id => id.startsWith('TablesTollgateEvents'))!;
  const onEvents = statements().filter(({ Resource }) => list(Resource).some(resource => flat(resource).includes(events))).flatMap(({ Action }) => list(Action));
  assert.ok(onEvents.includes('dynamodb:PutItem'));
  for (const action of ['dynamodb:DeleteItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem']) assert.ok(!onEvents.includes(action), action);
});

test('no role has a policy that AWS manages', () => {
  for (const [id, { Properties }] of all('AWS::IAM::Role')) assert.equal(Properties.ManagedPolicyArns, undefined, id);
});

type Metadata = Record<string, { type: string; data: Record<string, string> }[]>;

// Synthesizing fails on a finding, so that there is a template at all says that cdk-nag found nothing else.
test('every suppression of cdk-nag has its reason, in one line', () => {
  const metadata = JSON.parse(readFileSync(join(folder, 'Tollgate.metadata.json'), 'utf8')) as Metadata;
  const reasons = Object.values(metadata).flat().filter(({ type }) => type === 'aws:cdk:acknowledged-rules').flatMap(({ data }) => Object.entries(data))
    .filter(([id]) => id.includes('AwsSolutions-'));
  assert.ok(reasons.length > 10);
  for (const [id, reason] of reasons) assert.match(reason, /^[^\n]{20,160}\.$/, id);
});

function synthesizing(actions: string[], resources: string[], reason?: string) {
  const app = new App();
  const stack = new Stack(app, 'Wide');
  const policy = new iam.Policy(stack, 'Policy', { statements: [new iam.PolicyStatement({ actions, resources })], roles: [new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') })] });
  if (reason) acknowledge(policy, 'AwsSolutions-IAM5[Resource::*]', reason);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return () => app.synth();
}

test('the same check would refuse a wildcard action, and a wildcard resource without a reason', () => {
  assert.throws(synthesizing(['s3:*'], ['arn:aws:s3:::bucket/key']));
  assert.throws(synthesizing(['ec2:DescribeSubnets'], ['*']));
  assert.doesNotThrow(synthesizing(['ec2:DescribeSubnets'], ['*'], 'It knows no resource, says its documentation.'));
});
