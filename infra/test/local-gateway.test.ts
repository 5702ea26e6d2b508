import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { toLocalGateway } from '../lib/local-gateway.ts';
import { template } from './template.ts';

const committed = new URL('../local-gateway.json', import.meta.url);

// tests/Local/ApiGateway/DeployedApiTests.cs runs the stand-in with the committed file, and says what it must answer.
test('local/ApiGateway is configured with what the template says', () => {
  const now = `${JSON.stringify(toLocalGateway(template), null, 2)}\n`;
  if (process.env['UPDATE_LOCAL_GATEWAY']) writeFileSync(committed, now);
  assert.equal(readFileSync(committed, 'utf8'), now, 'UPDATE_LOCAL_GATEWAY=1 make infra-test writes it anew');
});
