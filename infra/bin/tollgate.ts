import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { authorizerZip } from '../lib/authorizer.ts';
import { ParameterFault, readParameters } from '../lib/parameters.mjs';
import { readRoleMap } from '../lib/role-map.ts';
import { TollgateStack } from '../lib/tollgate-stack.ts';

try {
  const parameters = readParameters(process.env);
  const app = new App();
  const roleMap = readRoleMap(new URL('../role-map.json', import.meta.url));
  new TollgateStack(app, 'Tollgate', { parameters, roleMap, authorizerZip: app.node.tryGetContext('authorizerZip') ?? authorizerZip });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (fault) {
  if (!(fault instanceof ParameterFault)) throw fault;
  console.error(`tollgate: ${fault.message}`);
  process.exitCode = 1;
}
