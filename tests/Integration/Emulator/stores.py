"""Parameter Store and Secrets Manager through boto3."""
import os

import boto3
from botocore.exceptions import ClientError

ssm = boto3.client("ssm", endpoint_url=os.environ["ENDPOINT"])
secrets = boto3.client("secretsmanager", endpoint_url=os.environ["ENDPOINT"])


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"{call.__name__} was not refused with {code}")


NAME = "/onair/stage/password"
assert ssm.put_parameter(Name=NAME, Value="one", Type="SecureString", Tags=[{"Key": "onair.dev/uid", "Value": "u"}])["Version"] == 1
refused("ParameterAlreadyExists", ssm.put_parameter, Name=NAME, Value="two", Type="SecureString")
assert ssm.put_parameter(Name=NAME, Value="two", Overwrite=True)["Version"] == 2
parameter = ssm.get_parameter(Name=NAME, WithDecryption=True)["Parameter"]
assert parameter["Value"] == "two" and parameter["ARN"].endswith(":parameter" + NAME), parameter
assert ssm.get_parameter(Name=NAME)["Parameter"]["Value"] != "two"
assert parameter["LastModifiedDate"].year >= 2025, parameter
assert ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId=NAME)["TagList"] == [{"Key": "onair.dev/uid", "Value": "u"}]
ssm.delete_parameter(Name=NAME)
refused("ParameterNotFound", ssm.get_parameter, Name=NAME)

made = secrets.create_secret(Name="cdn", SecretString='{"MediaPackageCDNIdentifier":"one"}')
secrets.put_secret_value(SecretId=made["ARN"], SecretString='{"MediaPackageCDNIdentifier":"two"}')
assert "two" in secrets.get_secret_value(SecretId="cdn")["SecretString"]
previous = secrets.get_secret_value(SecretId="cdn", VersionStage="AWSPREVIOUS")
assert "one" in previous["SecretString"] and previous["VersionId"] == made["VersionId"], previous
assert sorted(map(str, secrets.describe_secret(SecretId="cdn")["VersionIdsToStages"].values())) == ["['AWSCURRENT']", "['AWSPREVIOUS']"]
refused("ResourceExistsException", secrets.create_secret, Name="cdn", SecretString="x")
secrets.create_secret(Name="binary", SecretBinary=b"\x00\xff")
assert secrets.get_secret_value(SecretId="binary")["SecretBinary"] == b"\x00\xff"
for name in ("cdn", "binary"):
    secrets.delete_secret(SecretId=name, ForceDeleteWithoutRecovery=True)
    refused("ResourceNotFoundException", secrets.describe_secret, SecretId=name)
print("nothing left")
