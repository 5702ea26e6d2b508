// The parameters of a deployment: those of the AWS pattern, with its names, and what an internal load balancer with TLS needs on top.
// Plain JavaScript without a package, so that they are checked before anything is installed, built or touched.

/**
 * @typedef {object} Parameter
 * @property {string} name as in the environment
 * @property {string} [fallback] where it may be missing
 * @property {RegExp} pattern
 * @property {string} rule how the pattern reads
 */

/** @type {readonly Parameter[]} */
export const definitions = [
  { name: 'AWS_REGION', pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, rule: 'a region such as eu-central-1' },
  { name: 'PROFILE', fallback: 'default', pattern: /^[\w.@-]{1,64}$/, rule: 'a profile of the AWS CLI' },
  { name: 'STACK_NAME', fallback: 'tollgate', pattern: /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/, rule: '2 to 40 lower-case letters, digits and dashes, beginning with a letter' },
  { name: 'ARTEFACT_S3_BUCKET', pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, rule: 'the name of an S3 bucket' },
  { name: 'OKTA_ISSUER', pattern: /^https:\/\/[^\s/?#@]+(\/[^\s?#]*[^\s?#/])?$/, rule: 'an https URL without a slash at its end, such as https://example.okta.com' },
  { name: 'OKTA_CLIENT_ID', pattern: /^[\w.-]{1,128}$/, rule: 'the client id of the application at Okta' },
  { name: 'OKTA_CLIENT_SECRET', pattern: /^[\x21-\x7e]{8,512}$/, rule: 'the client secret of the application at Okta, without blanks' },
  { name: 'COGNITO_DOMAIN', pattern: /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, rule: 'a prefix of lower-case letters, digits and dashes, without the words aws, amazon and cognito' },
  { name: 'SERVICE_DOMAIN', pattern: /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, rule: 'a host name that the certificate is for, such as tollgate.example.com' },
  { name: 'CERTIFICATE_ARN', pattern: /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, rule: 'the ARN of a certificate in ACM for SERVICE_DOMAIN' },
  { name: 'DEFAULT_CALL_LIMIT', fallback: '50', pattern: /^(0|[1-9]\d{0,11}|1000000000000)$/, rule: 'a whole number from 0 to 1000000000000' },
  { name: 'ROLE_ATTRIBUTE', fallback: 'department', pattern: /^[A-Za-z][\w-]{0,19}$/, rule: '1 to 20 letters, digits, dashes and underscores, beginning with a letter' },
  { name: 'USERNAME', fallback: 'email', pattern: /^(email|sub|cognito:username|custom:[\w-]{1,20})$/, rule: 'the claim that calls are charged to: email, sub, cognito:username or custom:NAME' },
];

/**
 * @typedef {object} Parameters
 * @property {string} region
 * @property {string} stackName
 * @property {string} artefactBucket
 * @property {string} oktaIssuer
 * @property {string} oktaClientId
 * @property {string} cognitoDomain
 * @property {string} serviceDomain
 * @property {string} certificateArn
 * @property {number} defaultCallLimit
 * @property {string} roleAttribute
 * @property {string} username
 * @property {string} [secretVersion] of the client secret, which `make apply` has just put into Secrets Manager
 */

/**
 * Every value by its name, or the first fault as one line. No line repeats a value: one of them is a secret.
 * @param {Record<string, string | undefined>} environment
 * @param {readonly string[]} without names that this command does not need
 * @returns {Record<string, string>}
 */
export function read(environment, without = []) {
  const values = Object.fromEntries(
    definitions.filter(({ name }) => !without.includes(name)).map(({ name, fallback, pattern, rule }) => {
      const value = environment[name] || fallback;
      if (value === undefined) throw new ParameterFault(`${name} is missing: ${rule}.`);
      if (!pattern.test(value)) throw new ParameterFault(`${name} is not ${rule}.`);
      return [name, value];
    }));
  const { CERTIFICATE_ARN: certificate, AWS_REGION: region } = values;
  if (certificate && region && certificate.split(':')[3] !== region) throw new ParameterFault(`CERTIFICATE_ARN is of another region than AWS_REGION.`);
  return values;
}

/**
 * What the stack is made of. The secret is not: it never comes near a template.
 * @param {Record<string, string | undefined>} environment
 * @returns {Parameters}
 */
export function readParameters(environment) {
  const values = read(environment, ['OKTA_CLIENT_SECRET', 'PROFILE']);
  const value = (/** @type {string} */ name) => values[name] ?? '';
  return {
    region: value('AWS_REGION'),
    stackName: value('STACK_NAME'),
    artefactBucket: value('ARTEFACT_S3_BUCKET'),
    oktaIssuer: value('OKTA_ISSUER'),
    oktaClientId: value('OKTA_CLIENT_ID'),
    cognitoDomain: value('COGNITO_DOMAIN'),
    serviceDomain: value('SERVICE_DOMAIN'),
    certificateArn: value('CERTIFICATE_ARN'),
    defaultCallLimit: Number(value('DEFAULT_CALL_LIMIT')),
    roleAttribute: value('ROLE_ATTRIBUTE'),
    username: value('USERNAME'),
    secretVersion: environment['OKTA_SECRET_VERSION'],
  };
}

/** One line for whoever set the value. */
export class ParameterFault extends Error {}
