#!/usr/bin/env bash
# The deployment's commands. Parameters come from the environment (docs and infra/lib/parameters.mjs); a wrong one is one line, before anything is touched.
#   eng/deploy.sh build      packs the authorizer and the web app
#   eng/deploy.sh apply      makes a change set, shows it, executes it
#   eng/deploy.sh publish    uploads the web app
#   eng/deploy.sh destroy    deletes the stack; the log, the users and the logs stay
#   eng/deploy.sh admin      adds USER to the administrators
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

command=${1:?}
fail() {
  echo "tollgate: $1" >&2
  exit 1
}

for program in node aws; do
  [[ $command == build ]] || command -v "$program" >/dev/null || fail "$program is not installed."
done

# A user that is the command line's own is no user to add.
if [[ $command == admin && ! ${ADMIN_USER-} =~ ^[^[:space:]]{1,128}$ ]]; then
  fail 'USER is missing: make admin USER=alice@example.com.'
fi

if [[ $command != build ]]; then
  settings=$(node infra/bin/parameters.mjs "$command") || exit 1
  # AWS_REGION, STACK_NAME, PROFILE: with their defaults.
  while IFS='=' read -r name value; do export "$name=$value"; done <<<"$settings"
  export AWS_PROFILE=$PROFILE AWS_DEFAULT_REGION=$AWS_REGION AWS_PAGER=
fi

output() {
  local value
  value=$(aws cloudformation describe-stacks --stack-name "$STACK_NAME" --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue" --output text) || exit 1
  [[ -n $value && $value != None ]] || fail "The stack $STACK_NAME has no output $1: is it deployed?"
  echo "$value"
}

build() {
  eng/package.sh
  eng/web.sh
}

# From the environment to standard input: not in a process list, a log or a file. Only a secret that has changed is a new version, and only a new
# version makes CloudFormation read it again.
keep_secret() {
  local id=$STACK_NAME/okta-client-secret known version
  if known=$(aws secretsmanager get-secret-value --secret-id "$id" --query '[VersionId,SecretString]' --output text 2>/dev/null); then
    version=${known%%$'\t'*}
    [[ ${known#*$'\t'} == "$OKTA_CLIENT_SECRET" ]] || version=$(printf %s "$OKTA_CLIENT_SECRET" |
      aws secretsmanager put-secret-value --secret-id "$id" --secret-string file:///dev/stdin --query VersionId --output text)
  else
    version=$(printf %s "$OKTA_CLIENT_SECRET" |
      aws secretsmanager create-secret --name "$id" --secret-string file:///dev/stdin --query VersionId --output text)
  fi
  export OKTA_SECRET_VERSION=$version
  unset OKTA_CLIENT_SECRET
}

apply() {
  [[ -f artifacts/authorizer.zip ]] || fail 'artifacts/authorizer.zip is missing: make build.'
  eng/infra.sh
  PATH=$PATH:$PWD/infra/node_modules/.bin
  keep_secret
  aws ecr describe-repositories --repository-names "$STACK_NAME-silo" >/dev/null 2>&1 ||
    aws ecr create-repository --repository-name "$STACK_NAME-silo" --image-scanning-configuration scanOnPush=true >/dev/null

  local set kind status
  set=tollgate-$(date -u +%Y%m%d%H%M%S)
  status=$(aws cloudformation describe-stacks --stack-name "$STACK_NAME" --query 'Stacks[0].StackStatus' --output text 2>/dev/null || echo NONE)
  kind=update
  [[ $status == NONE || $status == REVIEW_IN_PROGRESS ]] && kind=create

  # The CLI builds and pushes the image, uploads the function, and stops at the change set.
  (cd infra && cdk deploy Tollgate --method prepare-change-set --change-set-name "$set" --require-approval never --ci)
  if aws cloudformation describe-change-set --stack-name "$STACK_NAME" --change-set-name "$set" --query StatusReason --output text 2>/dev/null | grep -qE "didn't contain changes|No updates are to be performed"; then
    echo 'Nothing to change.'
    return
  fi
  aws cloudformation describe-change-set --stack-name "$STACK_NAME" --change-set-name "$set" --output table \
    --query 'Changes[].ResourceChange.{Action:Action,Replacement:Replacement,Resource:LogicalResourceId,Type:ResourceType}'
  if [[ -t 0 && -z ${YES-} ]]; then
    local answer
    read -r -p 'Execute it? [y/N] ' answer
    [[ $answer == [yY]* ]] || fail "Nothing was changed; the change set $set is kept."
  fi
  aws cloudformation execute-change-set --stack-name "$STACK_NAME" --change-set-name "$set"
  aws cloudformation wait "stack-$kind-complete" --stack-name "$STACK_NAME"
  show
}

show() {
  echo "Web app          $(output WebUrl)"
  echo "API              $(output ApiUrl)"
  echo "Enter at Okta    $(output OktaRedirectUrl)"
}

publish() {
  eng/web.sh
  local bucket distribution invalidation
  bucket=$(output WebBucket)
  distribution=$(output DistributionId)
  # What has a hash in its name never changes. config.json is the stack's.
  aws s3 sync web/dist/assets "s3://$bucket/console/assets" --cache-control 'public, max-age=31536000, immutable' --exclude '*.br'
  aws s3 sync web/dist "s3://$bucket/console" --cache-control no-cache --exclude 'assets/*' --exclude config.json --exclude .sources --exclude '*.br' --delete
  invalidation=$(aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/console/*' --query Invalidation.Id --output text)
  aws cloudfront wait invalidation-completed --distribution-id "$distribution" --id "$invalidation"
  echo "Web app          $(output WebUrl)"
}

destroy() {
  if [[ -t 0 && -z ${YES-} ]]; then
    local answer
    read -r -p "Delete the stack $STACK_NAME? Its tables, users, logs and buckets are kept. [y/N] " answer
    [[ $answer == [yY]* ]] || fail 'Nothing was deleted.'
  fi
  aws cloudformation delete-stack --stack-name "$STACK_NAME"
  aws cloudformation wait stack-delete-complete --stack-name "$STACK_NAME"
  echo "Deleted. Kept: the tables, the user pool, the buckets, the logs, the image repository and the secret, each named for $STACK_NAME."
}

# A federated user is called Okta_{sub}; people know the address.
admin() {
  local pool name
  pool=$(output UserPoolId)
  name=$(aws cognito-idp list-users --user-pool-id "$pool" --filter "email = \"${ADMIN_USER//\"/}\"" --query 'Users[].Username' --output text)
  [[ -n $name && $name != None ]] || fail "$ADMIN_USER has never signed in: sign in once, then add them."
  [[ $name != *[[:space:]]* ]] || fail "Several users have the address $ADMIN_USER."
  aws cognito-idp admin-add-user-to-group --user-pool-id "$pool" --username "$name" --group-name tollgate-admins
  echo "$ADMIN_USER is an administrator from the next sign-in on."
}

"$command"
