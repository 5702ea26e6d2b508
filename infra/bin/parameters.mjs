// Checks the parameters that a command needs, and prints those that have defaults, as NAME=value. Needs no package.
import { ParameterFault, read } from '../lib/parameters.mjs';

const command = process.argv[2] ?? '';
const all = new Set(['apply']);
const ofStack = ['AWS_REGION', 'PROFILE', 'STACK_NAME'];
const notOfStack = ['ARTEFACT_S3_BUCKET', 'OKTA_ISSUER', 'OKTA_CLIENT_ID', 'OKTA_CLIENT_SECRET', 'COGNITO_DOMAIN', 'SERVICE_DOMAIN', 'CERTIFICATE_ARN', 'DEFAULT_CALL_LIMIT', 'ROLE_ATTRIBUTE', 'USERNAME'];

try {
  const values = read(process.env, all.has(command) ? [] : notOfStack);
  for (const name of ofStack) console.log(`${name}=${values[name]}`);
} catch (fault) {
  if (!(fault instanceof ParameterFault)) throw fault;
  console.error(`tollgate: ${fault.message}`);
  process.exitCode = 1;
}
