"""A distribution through boto3: read-modify-write by ETag, viewers' answers, disable and delete."""
import os
import urllib.error
import urllib.request

import boto3
from botocore.exceptions import ClientError

ENDPOINT = os.environ["ENDPOINT"]
front = boto3.client("cloudfront", endpoint_url=ENDPOINT)


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"{call.__name__} was not refused with {code}")


def viewer(path):
    try:
        return urllib.request.urlopen(ENDPOINT + path, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code


behavior = {"TargetOriginId": "package", "ViewerProtocolPolicy": "allow-all", "MinTTL": 0,
            "ForwardedValues": {"QueryString": True, "Cookies": {"Forward": "none"},
                                "QueryStringCacheKeys": {"Quantity": 2, "Items": ["start", "end"]}}}
origin = {"Id": "package", "DomainName": "127.0.0.1",
          "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "http-only"}}
config = {"CallerReference": "once", "Comment": "", "Enabled": True,
          "Origins": {"Quantity": 1, "Items": [origin]}, "DefaultCacheBehavior": behavior}
created = front.create_distribution_with_tags(
    DistributionConfigWithTags={"DistributionConfig": config, "Tags": {"Items": [{"Key": "k", "Value": "v"}]}})
distribution = created["Distribution"]
refused("DistributionAlreadyExists", front.create_distribution, DistributionConfig=config)
assert front.list_tags_for_resource(Resource=distribution["ARN"])["Tags"]["Items"] == [{"Key": "k", "Value": "v"}]

current = front.get_distribution_config(Id=distribution["Id"])
changed = current["DistributionConfig"]
changed["CacheBehaviors"] = {"Quantity": 1, "Items": [dict(behavior, PathPattern="/out/v1/abc/*")]}
refused("InvalidIfMatchVersion", front.update_distribution, Id=distribution["Id"], DistributionConfig=changed)
updated = front.update_distribution(Id=distribution["Id"], DistributionConfig=changed, IfMatch=current["ETag"])
refused("PreconditionFailed", front.update_distribution, Id=distribution["Id"], DistributionConfig=changed, IfMatch=current["ETag"])
invalidation = front.create_invalidation(
    DistributionId=distribution["Id"], InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": "i"})["Invalidation"]
front.get_waiter("invalidation_completed").wait(DistributionId=distribution["Id"], Id=invalidation["Id"], WaiterConfig={"Delay": 1, "MaxAttempts": 30})

assert viewer("/cloudfront/ESEED/x") == 403
assert viewer("/cloudfront/ENONE/x") == 404
assert viewer(f"/cloudfront/{distribution['Id']}/out/v1/abc/index.m3u8") == 404

refused("DistributionNotDisabled", front.delete_distribution, Id=distribution["Id"], IfMatch=updated["ETag"])
changed["Enabled"] = False
updated = front.update_distribution(Id=distribution["Id"], DistributionConfig=changed, IfMatch=updated["ETag"])
front.get_waiter("distribution_deployed").wait(Id=distribution["Id"], WaiterConfig={"Delay": 1, "MaxAttempts": 30})
front.delete_distribution(Id=distribution["Id"], IfMatch=updated["ETag"])
assert [d["Id"] for d in front.list_distributions()["DistributionList"]["Items"]] == ["ESEED"]
print("nothing left")
