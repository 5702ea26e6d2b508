import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where eng/infra-test.sh has synthesized the stack, with no account, no credentials and no network. */
export const folder = process.env['TOLLGATE_CDK_OUT'] ?? '';
assert.notEqual(folder, '', 'These tests are run by make infra-test.');

export interface Resource {
  Type: string;
  Properties: any;
  DeletionPolicy?: string;
  DependsOn?: string[];
}

export const text = readFileSync(join(folder, 'Tollgate.template.json'), 'utf8');
export const template = JSON.parse(text) as { Resources: Record<string, Resource>; Outputs: Record<string, { Value: unknown }>; Parameters?: unknown };

export function all(type: string): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The one resource of a type whose logical id begins so. */
export function one(type: string, beginning = ''): Resource & { id: string } {
  const found = all(type).filter(([id]) => id.startsWith(beginning));
  assert.equal(found.length, 1, `${type} ${beginning}: ${found.map(([id]) => id)}`);
  const [id, resource] = found[0]!;
  return { id, ...resource };
}

/** A value with its references readable: `https://${WebAppDistribution.DomainName}/console/`. */
export function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = ['', ''] as const] = Object.entries(value) as [string, unknown][];
  if (name === 'Ref') return `\${${argument}}`;
  if (name === 'Fn::GetAtt') return `\${${(argument as string[]).join('.')}}`;
  if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map(flat).join((argument as [string, unknown[]])[0]);
  return JSON.stringify(value);
}

export interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  owner: string;
}

/** Every statement that gives a role of ours anything. */
export function statements(): Statement[] {
  const policies = all('AWS::IAM::Policy').map(([id, policy]) => [id, policy.Properties.PolicyDocument]);
  const inline = all('AWS::IAM::Role').flatMap(([id, role]) => (role.Properties.Policies ?? []).map((policy: { PolicyDocument: unknown }) => [id, policy.PolicyDocument]));
  return [...policies, ...inline].flatMap(([owner, document]) => document.Statement.map((statement: Statement) => ({ ...statement, owner })));
}

export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
