"""Drives S3 and STS through boto3; exits non-zero at the first surprise."""
import hashlib
import json
import os
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["ENDPOINT"]
BUCKET = "boto3-bucket"
ODD = "d/a b+c%20ü&<>'\"!~*().ts"


def client(service, **credentials):
    config = Config(signature_version="s3v4" if service == "s3" else None, retries={"max_attempts": 1})
    return boto3.client(service, endpoint_url=ENDPOINT, config=config, **credentials)


def fails(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"{arguments} did not fail with {code}")


def status(request):
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


s3 = client("s3")
s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
s3.head_bucket(Bucket=BUCKET)

# 60 MB in parts, whole and by range.
data = os.urandom(60_000_000)
with open("big", "wb") as file:
    file.write(data)
s3.upload_file("big", BUCKET, "big", ExtraArgs={"Metadata": {"session": "17"}, "ContentType": "video/mp2t"},
               Config=TransferConfig(multipart_threshold=8_000_000, multipart_chunksize=8_000_000))
s3.download_file(BUCKET, "big", "big.copy")
with open("big.copy", "rb") as file:
    assert hashlib.sha256(file.read()).digest() == hashlib.sha256(data).digest()
head = s3.head_object(Bucket=BUCKET, Key="big")
assert head["ETag"].endswith('-8"') and head["Metadata"] == {"session": "17"} and head["ContentType"] == "video/mp2t", head
for first, last in ((0, 0), (7_999_990, 8_000_010), (59_999_990, 59_999_999)):
    part = s3.get_object(Bucket=BUCKET, Key="big", Range=f"bytes={first}-{last}")
    assert part["Body"].read() == data[first:last + 1] and part["ContentRange"] == f"bytes {first}-{last}/60000000"
fails("InvalidRange", s3.get_object, Bucket=BUCKET, Key="big", Range="bytes=60000000-")

# An odd key, by every way to name it.
s3.put_object(Bucket=BUCKET, Key=ODD, Body=b"odd", ChecksumAlgorithm="SHA256")
assert s3.get_object(Bucket=BUCKET, Key=ODD, ChecksumMode="ENABLED")["Body"].read() == b"odd"
s3.copy_object(Bucket=BUCKET, Key="copy", CopySource={"Bucket": BUCKET, "Key": ODD})
assert [o["Key"] for o in s3.list_objects_v2(Bucket=BUCKET)["Contents"]] == ["big", "copy", ODD]
assert s3.list_objects_v2(Bucket=BUCKET, Delimiter="/")["CommonPrefixes"] == [{"Prefix": "d/"}]
assert status(s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": ODD})) == (200, b"odd")
url = s3.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": "by url"}, ExpiresIn=60)
assert status(urllib.request.Request(url, data=b"url", method="PUT"))[0] == 200
assert status(url)[0] == 403
assert s3.get_object(Bucket=BUCKET, Key="by url")["Body"].read() == b"url"

# Refusals.
fails("SignatureDoesNotMatch", client("s3", aws_secret_access_key="wrong", aws_access_key_id="onair").list_buckets)
fails("InvalidAccessKeyId", client("s3", aws_secret_access_key="x", aws_access_key_id="nobody").list_buckets)
fails("NoSuchKey", s3.get_object, Bucket=BUCKET, Key="none")
fails("NoSuchBucket", s3.get_object, Bucket="no-such-bucket", Key="none")
fails("BucketNotEmpty", s3.delete_bucket, Bucket=BUCKET)
fails("BadDigest", s3.put_object, Bucket=BUCKET, Key="x", Body=b"x", ContentMD5="1B2M2Y8AsgTpgAmY7PhCfg==")

upload = dict(Bucket=BUCKET, Key="parts", UploadId=s3.create_multipart_upload(Bucket=BUCKET, Key="parts")["UploadId"])
parts = [{"PartNumber": n, "ETag": s3.upload_part(PartNumber=n, Body=b"x", **upload)["ETag"]} for n in (2, 1)]
fails("InvalidPartOrder", s3.complete_multipart_upload, MultipartUpload={"Parts": parts}, **upload)
fails("EntityTooSmall", s3.complete_multipart_upload, MultipartUpload={"Parts": parts[::-1]}, **upload)
s3.abort_multipart_upload(**upload)

# A session of STS.
sts = client("sts")
assert sts.get_caller_identity()["Arn"].endswith(":user/onair")
keys = sts.assume_role(RoleArn="arn:aws:iam::123456789012:role/media", RoleSessionName="boto3")["Credentials"]
session = dict(aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
assert client("sts", **session).get_caller_identity()["Arn"] == "arn:aws:sts::123456789012:assumed-role/media/boto3"
assert client("s3", **session).get_object(Bucket=BUCKET, Key=ODD)["Body"].read() == b"odd"
assert status(client("s3", **session).generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": ODD})) == (200, b"odd")

# A session whose policy allows uploads to one folder, as an encoder gets it.
folder = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
    "Resource": f"arn:aws:s3:::{BUCKET}/hls/one/*"}]}
assumed = sts.assume_role(RoleArn="arn:aws:iam::123456789012:role/media", RoleSessionName="encoder", Policy=json.dumps(folder), DurationSeconds=900)
assert 0 < assumed["PackedPolicySize"] <= 100, assumed
keys = assumed["Credentials"]
session = dict(aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"])
encoder = client("s3", **session)
encoder.put_object(Bucket=BUCKET, Key="hls/one/index.m3u8", Body=b"#EXTM3U")
encoder.upload_file("big", BUCKET, "hls/one/big.ts", Config=TransferConfig(multipart_threshold=8_000_000, multipart_chunksize=8_000_000))
fails("AccessDenied", encoder.put_object, Bucket=BUCKET, Key="hls/two/index.m3u8", Body=b"x")
fails("AccessDenied", encoder.get_object, Bucket=BUCKET, Key="hls/one/index.m3u8")
fails("403", encoder.head_object, Bucket=BUCKET, Key="hls/one/index.m3u8")
fails("AccessDenied", encoder.delete_object, Bucket=BUCKET, Key="hls/one/index.m3u8")
fails("AccessDenied", encoder.list_objects_v2, Bucket=BUCKET, Prefix="hls/one/")
fails("AccessDenied", client("sts", **session).assume_role, RoleArn="arn:aws:iam::123456789012:role/media", RoleSessionName="again")
fails("InvalidToken", client("s3", **{**session, "aws_session_token": "other"}).put_object, Bucket=BUCKET, Key="hls/one/x", Body=b"x")
fails("MalformedPolicyDocument", sts.assume_role, RoleArn="arn:aws:iam::123456789012:role/media", RoleSessionName="encoder", Policy="{")
fails("ValidationError", sts.assume_role, RoleArn="arn:aws:iam::123456789012:role/media", RoleSessionName="encoder", Policy=" " * 2_049)

# Revoked by the session's name, while another session goes on.
deny = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Deny", "Principal": {"AWS": assumed["AssumedRoleUser"]["Arn"]}, "Action": "s3:*", "Resource": f"arn:aws:s3:::{BUCKET}/*"}]}
s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(deny))
assert json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"]) == deny
fails("AccessDenied", encoder.put_object, Bucket=BUCKET, Key="hls/one/index.m3u8", Body=b"x")
other = sts.assume_role(RoleArn="arn:aws:iam::123456789012:role/media", RoleSessionName="next", Policy=json.dumps(folder))["Credentials"]
client("s3", aws_access_key_id=other["AccessKeyId"], aws_secret_access_key=other["SecretAccessKey"],
       aws_session_token=other["SessionToken"]).put_object(Bucket=BUCKET, Key="hls/one/index.m3u8", Body=b"#EXTM3U")
s3.delete_bucket_policy(Bucket=BUCKET)
fails("NoSuchBucketPolicy", s3.get_bucket_policy, Bucket=BUCKET)
for key in ("hls/one/index.m3u8", "hls/one/big.ts"):
    s3.delete_object(Bucket=BUCKET, Key=key)

# The way out.
deleted = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": k} for k in ("big", "copy", ODD, "by url")]})
assert len(deleted["Deleted"]) == 4, deleted
s3.delete_bucket(Bucket=BUCKET)
fails("NoSuchBucket", s3.list_objects_v2, Bucket=BUCKET)
print("passed")
