#!/usr/bin/env bash
# Synthesizes the deployment as `make apply` would, without an account, credentials or network, and tests what came out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../infra"

../eng/infra.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Stands for the authorizer: what is in it is tested elsewhere, and takes a compiler.
printf 'PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' >"$work/authorizer.zip"

offline=()
unshare --net true 2>/dev/null && offline=(unshare --net)
npx tsc --noEmit
env -i PATH="$PATH" HOME="$work" CDK_OUTDIR="$work/cdk.out" CDK_CONTEXT_JSON="{\"authorizerZip\":\"$work/authorizer.zip\"}" \
  AWS_REGION=eu-central-1 STACK_NAME=example-tollgate ARTEFACT_S3_BUCKET=example-artefacts COGNITO_DOMAIN=example \
  OKTA_ISSUER=https://example.okta.com OKTA_CLIENT_ID=0oa1b2c3 OKTA_CLIENT_SECRET=never-in-a-template OKTA_SECRET_VERSION=version-7 \
  SERVICE_DOMAIN=tollgate.example.com CERTIFICATE_ARN=arn:aws:acm:eu-central-1:123456789012:certificate/1-2 \
  DEFAULT_CALL_LIMIT=75 ROLE_ATTRIBUTE=team USERNAME=sub \
  "${offline[@]}" node --import tsx bin/tollgate.ts
TOLLGATE_CDK_OUT=$work/cdk.out node --import tsx --test --test-reporter="${REPORTER:-spec}" test/*.test.ts
