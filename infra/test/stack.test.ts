import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { all, flat, folder, one, template, text } from './template.ts';

test('the secret is nowhere in what is deployed', () => {
  const secret = ['never', 'in', 'a', 'template'].join('-'); // eng/infra-test.sh has it in the environment
  const files = (readdirSync(folder, { recursive: true }) as string[]).map(name => join(folder, name)).filter(path => statSync(path).isFile());
  assert.ok(files.length > 10);
  for (const file of files) assert.ok(!readFileSync(file).includes(secret), file);
});

test('the stack needs no parameter, no account and no bootstrap', () => {
  assert.equal(template.Parameters, undefined);
  assert.doesNotMatch(text, /123456789012(?!:certificate)/);
  assert.doesNotMatch(text, /cdk-hnb659fds/);
});

test('the outputs are what the commands and Okta need', () => {
  const outputs = Object.fromEntries(Object.entries(template.Outputs).map(([name, { Value }]) => [name, flat(Value)]));
  assert.equal(outputs['OktaRedirectUrl'], `https://\${${one('AWS::Cognito::UserPoolDomain').id}}.auth.\${AWS::Region}.amazoncognito.com/oauth2/idpresponse`);
  assert.match(outputs['WebUrl']!, /^https:\/\/\$\{WebAppDistribution\w+\.DomainName\}\/console\/$/);
  assert.match(outputs['ApiUrl']!, /\/\$\{RestApiDeploymentStageDev\w+\}\/$/);
  for (const name of ['UserPoolId', 'WebBucket', 'DistributionId', 'AlarmTopic']) assert.match(outputs[name]!, /^\$\{\w+(\.\w+)?\}$/, name);
});

test('no resource waits for itself', () => {
  const parents = new Map(Object.entries(template.Resources).map(([id, resource]) => {
    const named = [...JSON.stringify(resource).matchAll(/"(?:Ref|Fn::GetAtt)":(?:"(\w+)"|\["(\w+)")/g)].map(match => match[1] ?? match[2]!);
    return [id, [...new Set([...named, ...(resource.DependsOn ?? [])])].filter(name => name in template.Resources && name !== id)];
  }));
  const done = new Set<string>();
  const visit = (id: string, way: string[]): void => {
    assert.ok(!way.includes(id), [...way, id].join(' -> '));
    if (done.has(id)) return;
    for (const parent of parents.get(id)!) visit(parent, [...way, id]);
    done.add(id);
  };
  for (const id of parents.keys()) visit(id, []);
});

test('every alarm tells somebody, and operations.md says what to do', () => {
  const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const topic = `\${${one('AWS::SNS::Topic').id}}`;
  assert.equal(all('AWS::CloudWatch::Alarm').length, 10);
  for (const [id, { Properties }] of all('AWS::CloudWatch::Alarm')) {
    assert.deepEqual(Properties.AlarmActions.map(flat), [topic], id);
    const name = id.replace(/^Alarms/, '').replace(/[0-9A-F]{8}$/, '');
    assert.ok(page.includes(`\`${name}\``), `${name} is not in docs/operations.md`);
  }
  assert.equal(all('AWS::CloudWatch::Dashboard').length, 1);
});
