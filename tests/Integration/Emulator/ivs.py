"""A channel of IVS through boto3, from its recording configuration to its end."""
import os
import time

import boto3
from botocore.exceptions import ClientError

ivs = boto3.client("ivs", endpoint_url=os.environ["ENDPOINT"])
PUBLIC_KEY = """-----BEGIN PUBLIC KEY-----
MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE88JiNA28SRmb3LxF1WgX+vCiczW63KVD
mTvbPP6gw/NeDyAynNyZcXSyZsB3JghM82vnykTyb0ySYAxnspErpVoqdnz1WU1Z
ZFOgnzVLsLXN6ON3Lt9yCw9XuPgMe8d7
-----END PUBLIC KEY-----
"""


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["Error"]["Message"], error
    else:
        raise AssertionError(f"{call.__name__} was not refused with {code}")


def record(bucket):
    configuration = ivs.create_recording_configuration(destinationConfiguration={"s3": {"bucketName": bucket}})["recordingConfiguration"]
    assert configuration["state"] == "CREATING", configuration
    while configuration["state"] == "CREATING":
        time.sleep(0.2)
        configuration = ivs.get_recording_configuration(arn=configuration["arn"])["recordingConfiguration"]
    return configuration


recording, failed = record("archive"), record("no-such-bucket")
assert [recording["state"], failed["state"]] == ["ACTIVE", "CREATE_FAILED"]
ivs.delete_recording_configuration(arn=failed["arn"])

created = ivs.create_channel(name="show", latencyMode="LOW", type="BASIC", recordingConfigurationArn=recording["arn"], tags={"onair.dev/uid": "u"})
channel, key = created["channel"], created["streamKey"]
arn = channel["arn"]
assert ivs.get_channel(arn=arn)["channel"] == channel
assert ivs.list_stream_keys(channelArn=arn)["streamKeys"][0]["arn"] == key["arn"]
assert ivs.get_stream_key(arn=key["arn"])["streamKey"]["value"] == key["value"]
batch = ivs.batch_get_stream_key(arns=[key["arn"], key["arn"] + "x"])
assert [k["value"] for k in batch["streamKeys"]] == [key["value"]], batch
assert [(e["arn"], e["code"]) for e in batch["errors"]] == [(key["arn"] + "x", "ResourceNotFoundException")], batch
found = [c for page in ivs.get_paginator("list_channels").paginate(PaginationConfig={"PageSize": 1}) for c in page["channels"]]
assert [c["tags"] for c in found] == [{"onair.dev/uid": "u"}], found
refused("ServiceQuotaExceededException", ivs.create_stream_key, channelArn=arn)
refused("ConflictException", ivs.delete_recording_configuration, arn=recording["arn"])
refused("ConflictException", ivs.list_channels, filterByName="show", filterByRecordingConfigurationArn=recording["arn"])
refused("ResourceNotFoundException", ivs.get_channel, arn=arn + "x")
refused("ChannelNotBroadcasting", ivs.get_stream, channelArn=arn)
refused("ChannelNotBroadcasting", ivs.stop_stream, channelArn=arn)
assert ivs.list_streams()["streams"] == []

ivs.tag_resource(resourceArn=arn, tags={"a": "1"})
ivs.untag_resource(resourceArn=arn, tagKeys=["onair.dev/uid"])
assert ivs.list_tags_for_resource(resourceArn=arn)["tags"] == {"a": "1"}
updated = ivs.update_channel(arn=arn, type="STANDARD", authorized=True, recordingConfigurationArn="")["channel"]
assert [updated["type"], updated["authorized"], updated["recordingConfigurationArn"]] == ["STANDARD", True, ""], updated
pair = ivs.import_playback_key_pair(publicKeyMaterial=PUBLIC_KEY, name="viewers")["keyPair"]
assert ivs.get_playback_key_pair(arn=pair["arn"])["keyPair"]["fingerprint"] == pair["fingerprint"]
refused("ConflictException", ivs.import_playback_key_pair, publicKeyMaterial=PUBLIC_KEY)
ivs.delete_playback_key_pair(arn=pair["arn"])

ivs.delete_stream_key(arn=key["arn"])
assert ivs.create_stream_key(channelArn=arn)["streamKey"]["value"] != key["value"]
ivs.delete_channel(arn=arn)
ivs.delete_recording_configuration(arn=recording["arn"])
left = [ivs.list_channels()["channels"], ivs.list_recording_configurations()["recordingConfigurations"], ivs.list_playback_key_pairs()["keyPairs"]]
assert left == [[], [], []], left
print("nothing left")
