#!/usr/bin/env bash
# Parameter Store and Secrets Manager through the AWS CLI.
set -euo pipefail

aws() { /usr/bin/aws --endpoint-url "$ENDPOINT" --output text "$@"; }

aws ssm put-parameter --name /onair/p --value one --type SecureString --query Version | grep -qx 1
[ "$(aws ssm get-parameter --name /onair/p --with-decryption --query Parameter.Value)" = one ]
aws ssm add-tags-to-resource --resource-type Parameter --resource-id /onair/p --tags Key=a,Value=b
[ "$(aws ssm list-tags-for-resource --resource-type Parameter --resource-id /onair/p --query 'TagList[0].Value')" = b ]
aws ssm remove-tags-from-resource --resource-type Parameter --resource-id /onair/p --tag-keys a
aws ssm delete-parameter --name /onair/p
arn=$(aws secretsmanager create-secret --name cdn --secret-string one --query ARN)
aws secretsmanager put-secret-value --secret-id "$arn" --secret-string two >/dev/null
[ "$(aws secretsmanager get-secret-value --secret-id cdn --query SecretString)" = two ]
[ "$(aws secretsmanager get-secret-value --secret-id cdn --version-stage AWSPREVIOUS --query SecretString)" = one ]
aws secretsmanager delete-secret --secret-id cdn --force-delete-without-recovery >/dev/null
errors=$(aws secretsmanager get-secret-value --secret-id cdn 2>&1 || true)
[[ $errors == *ResourceNotFoundException* ]]
# A wrong signature is told in this protocol too.
errors=$(AWS_SECRET_ACCESS_KEY=wrong aws ssm get-parameter --name /onair/p 2>&1 || true)
[[ $errors == *SignatureDoesNotMatch* || $errors == *InvalidSignatureException* ]]
echo "nothing left"
