import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const repository = new URL('../..', import.meta.url).pathname;
const secret = 'okta-says-this-is-secret';

/** The commands of README, as they stand there: the first two code blocks of its section. */
const [deploy, admin] = [...readFileSync(join(repository, 'README.md'), 'utf8').split('## Deploy to AWS')[1]!.split('\n## ')[0]!.matchAll(/```sh\n([^`]*)```/g)].map(match => match[1]!) as [string, string];

/** A copy of what the commands are made of, with a stub in the place of AWS, CDK and the compilers. */
class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'tollgate-deploy-'));
  private readonly record = join(this.folder, 'record');

  constructor() {
    for (const name of ['Makefile', 'eng', 'infra/bin', 'infra/lib', 'infra/cloudfront', 'infra/package.json', 'infra/package-lock.json', 'infra/role-map.json'])
      cpSync(join(repository, name), join(this.folder, name), { recursive: true });
    symlinkSync(join(repository, 'infra/node_modules'), join(this.folder, 'infra/node_modules'));
    mkdirSync(join(this.folder, 'stubs'));
    mkdirSync(join(this.folder, 'web/dist/assets'), { recursive: true });
    this.stub('aws', readFileSync(join(repository, 'infra/test/stub-aws'), 'utf8'));
    this.stub('cdk', '#!/bin/sh\necho "cdk $*" >>"$RECORD"; env | grep OKTA_ >"$STATE/cdk-knows" || true\n');
    this.stub('dotnet', '#!/bin/sh\necho "dotnet $*" >>"$RECORD"\n');
    this.script('prerequisites.sh', 'exit 0');
    this.script('package.sh', 'echo "package" >>"$RECORD"; mkdir -p artifacts; touch artifacts/authorizer.zip');
    this.script('web.sh', 'echo "web" >>"$RECORD"');
    writeFileSync(this.record, '');
  }

  run(commands: string, environment: Record<string, string> = {}) {
    const { PATH, HOME } = process.env;
    const answer = spawnSync('bash', ['--norc', '-euc', commands], {
      cwd: this.folder,
      input: `${secret}\n`,
      encoding: 'utf8',
      env: { PATH: `${join(this.folder, 'stubs')}:${PATH}`, HOME, USER: 'root', RECORD: this.record, STATE: this.folder, ...environment },
    });
    const calls = readFileSync(this.record, 'utf8').split('\n').filter(line => line !== '');
    writeFileSync(this.record, '');
    return { code: answer.status, output: answer.stdout, errors: answer.stderr, calls };
  }

  touch(name: string) {
    writeFileSync(join(this.folder, name), '');
  }

  [Symbol.dispose]() {
    rmSync(this.folder, { recursive: true });
  }

  private stub(name: string, text: string) {
    writeFileSync(join(this.folder, 'stubs', name), text);
    chmodSync(join(this.folder, 'stubs', name), 0o755);
  }

  private script(name: string, text: string) {
    writeFileSync(join(this.folder, 'eng', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(this.folder, 'eng', name), 0o755);
  }
}

function withMachine(use: (machine: Machine) => void) {
  const machine = new Machine();
  try {
    use(machine);
  } finally {
    machine[Symbol.dispose]();
  }
}

const parameters = {
  AWS_REGION: 'eu-central-1', ARTEFACT_S3_BUCKET: 'your-artefacts', OKTA_ISSUER: 'https://your.okta.com', OKTA_CLIENT_ID: 'id', OKTA_CLIENT_SECRET: secret,
  COGNITO_DOMAIN: 'your-company', SERVICE_DOMAIN: 'tollgate.your-company.com', CERTIFICATE_ARN: 'arn:aws:acm:eu-central-1:123456789012:certificate/1',
};

/** Each begins with the next of these, in this order, with anything between. */
function inOrder(calls: string[], expected: string[]) {
  let at = 0;
  for (const call of calls) if (at < expected.length && call.startsWith(expected[at]!)) at++;
  assert.equal(at, expected.length, `${expected[at]} is missing from:\n${calls.join('\n')}`);
}

test('README, command by command, as a new user would', () => withMachine(machine => {
  const first = machine.run(deploy);

  assert.equal(first.code, 0, first.errors);
  inOrder(first.calls, [
    'aws s3 mb s3://your-company-artefacts',
    'aws acm request-certificate --domain-name tollgate.your-company.com',
    'aws acm wait certificate-validated',
    'dotnet build Orleans.sln',
    'package',
    'web',
    'aws secretsmanager create-secret --name tollgate/okta-client-secret --secret-string file:///dev/stdin',
    `  stdin: ${secret}`,
    'aws ecr create-repository --repository-name tollgate-silo',
    'cdk deploy Tollgate --method prepare-change-set --change-set-name tollgate-',
    'aws cloudformation describe-change-set --stack-name tollgate',
    'aws cloudformation execute-change-set --stack-name tollgate',
    'aws cloudformation wait stack-create-complete --stack-name tollgate',
    'aws s3 sync web/dist/assets s3://files-bucket/console/assets',
    'aws s3 sync web/dist s3://files-bucket/console',
    'aws cloudfront create-invalidation --distribution-id E123',
    'aws cloudfront wait invalidation-completed',
  ]);
  assert.match(first.output, /Web app +https:\/\/d111\.cloudfront\.net\/console\//);
  assert.match(first.output, /API +https:\/\/api1\./);
  assert.match(first.output, /Enter at Okta +https:\/\/your-company\.auth\.eu-central-1\.amazoncognito\.com\/oauth2\/idpresponse/);
  assert.deepEqual(first.calls.filter(call => call.includes(secret)), [`  stdin: ${secret}`], 'the secret is on no command line');
  assert.ok(!first.output.includes(secret) && !first.errors.includes(secret));
  const known = readFileSync(join(machine.folder, 'cdk-knows'), 'utf8');
  assert.match(known, /^OKTA_SECRET_VERSION=version-1$/m);
  assert.ok(!known.includes(secret), 'and CDK never sees it');

  const second = machine.run(admin, parameters);
  assert.equal(second.code, 0, second.errors);
  inOrder(second.calls, ['aws cognito-idp list-users --user-pool-id eu-central-1_Pool', 'aws cognito-idp admin-add-user-to-group --user-pool-id eu-central-1_Pool --username Okta_00u1 --group-name tollgate-admins']);
}));

test('a second apply updates, and where nothing changes nothing is executed', () => withMachine(machine => {
  mkdirSync(join(machine.folder, 'artifacts'));
  machine.touch('artifacts/authorizer.zip');
  machine.touch('deployed');
  machine.touch('known'); // with another secret
  const update = machine.run('make apply', parameters);
  inOrder(update.calls, ['aws secretsmanager put-secret-value', 'cdk deploy', 'aws cloudformation execute-change-set', 'aws cloudformation wait stack-update-complete']);
  assert.ok(!update.calls.some(call => call.startsWith('aws ecr create-repository')));

  machine.touch('unchanged');
  writeFileSync(join(machine.folder, 'known'), `${secret}\n`);
  const same = machine.run('make apply', parameters);
  assert.equal(same.code, 0, same.errors);
  assert.match(same.output, /Nothing to change\./);
  assert.ok(!same.calls.some(call => call.includes('execute-change-set') || call.includes('put-secret-value')));
}));

for (const name of Object.keys(parameters))
  test(`make apply without ${name} is one line, and nothing is called`, () => withMachine(machine => {
    const answer = machine.run('make apply', { ...parameters, [name]: '' });
    assert.notEqual(answer.code, 0);
    const lines = answer.errors.split('\n').filter(line => line !== '' && !line.startsWith('make'));
    assert.equal(lines.length, 1, answer.errors);
    assert.match(lines[0]!, new RegExp(`^tollgate: ${name} is missing: `));
    assert.deepEqual(answer.calls, []);
  }));

for (const [what, commands, environment, line] of [
  ['a malformed parameter', 'make apply', { ...parameters, DEFAULT_CALL_LIMIT: 'many' }, /^tollgate: DEFAULT_CALL_LIMIT is not a whole number/],
  ['a command-line parameter that is wrong', 'make apply STACK_NAME=My_Stack', parameters, /^tollgate: STACK_NAME is not /],
  ['no package', 'make apply', parameters, /^tollgate: artifacts\/authorizer\.zip is missing: make build\./],
  ['no USER, whoever is logged in', 'make admin', parameters, /^tollgate: USER is missing/],
  ['publish without a region', 'make publish', { ...parameters, AWS_REGION: '' }, /^tollgate: AWS_REGION is missing/],
  ['destroy of a stack with a bad name', 'make destroy', { ...parameters, STACK_NAME: '../x' }, /^tollgate: STACK_NAME is not /],
] as const)
  test(`${what}: one line, and nothing is called`, () => withMachine(machine => {
    const answer = machine.run(commands, environment);
    assert.notEqual(answer.code, 0);
    assert.match(answer.errors, line);
    assert.deepEqual(answer.calls, []);
  }));

test('publish before there is a stack, and an administrator who never signed in, are one line', () => withMachine(machine => {
  assert.match(machine.run('make publish', parameters).errors, /^tollgate: The stack tollgate has no output WebBucket: is it deployed\?/);
  const unknown = machine.run('make admin USER=stranger@example.com', parameters);
  assert.match(unknown.errors, /^tollgate: stranger@example\.com has never signed in/);
  assert.ok(!unknown.calls.some(call => call.includes('admin-add-user-to-group')));
}));

test('destroy deletes the stack by its name, and says what stays', () => withMachine(machine => {
  const answer = machine.run('make destroy', { ...parameters, STACK_NAME: 'other' });
  assert.deepEqual(answer.calls, ['aws cloudformation delete-stack --stack-name other', 'aws cloudformation wait stack-delete-complete --stack-name other']);
  assert.match(answer.output, /Kept: the tables/);
}));

test('the scripts that are stubbed here are there', { skip: !existsSync(join(repository, 'eng/web.sh')) && 'the web app has not landed' }, () => {
  for (const name of ['eng/package.sh', 'eng/web.sh', 'src/Silo/Dockerfile']) assert.ok(existsSync(join(repository, name)), name);
});
