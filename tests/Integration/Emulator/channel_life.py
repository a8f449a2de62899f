"""The life of a channel through boto3: all of it, or one part (start, running, end) of a life that is interrupted."""
import os
import sys

import boto3
from botocore.exceptions import ClientError

ENDPOINT = os.environ["ENDPOINT"]
live = boto3.client("medialive", endpoint_url=ENDPOINT)
package = boto3.client("mediapackage", endpoint_url=ENDPOINT)

VIDEO = {
    "Name": "v360", "Width": 640, "Height": 360,
    "CodecSettings": {"H264Settings": {
        "Bitrate": 800000, "FramerateControl": "SPECIFIED", "FramerateNumerator": 30, "FramerateDenominator": 1,
        "GopSize": 2, "GopSizeUnits": "SECONDS"}},
}
AUDIO = {"Name": "aac", "AudioSelectorName": "default", "CodecSettings": {"AacSettings": {"Bitrate": 128000}}}


def output(name, settings):
    return {"OutputName": name, "VideoDescriptionName": "v360", "AudioDescriptionNames": ["aac"], "OutputSettings": settings}


ENCODER = {
    "TimecodeConfig": {"Source": "SYSTEMCLOCK"}, "VideoDescriptions": [VIDEO], "AudioDescriptions": [AUDIO],
    "OutputGroups": [
        {"OutputGroupSettings": {"MediaPackageGroupSettings": {"Destination": {"DestinationRefId": "package"}}},
         "Outputs": [output("o360", {"MediaPackageOutputSettings": {}})]},
        {"OutputGroupSettings": {"ArchiveGroupSettings": {"Destination": {"DestinationRefId": "archive"}}},
         "Outputs": [output("rec", {"ArchiveOutputSettings": {"ContainerSettings": {"M2tsSettings": {}}}})]},
    ],
}


def wait(name, **ids):
    live.get_waiter(name).wait(WaiterConfig={"Delay": 1, "MaxAttempts": 60}, **ids)


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
    else:
        raise AssertionError(f"{call.__name__} was not refused with {code}")


def start():
    group = live.create_input_security_group(WhitelistRules=[{"Cidr": "127.0.0.1/32"}], Tags={"onair.dev/uid": "u"})["SecurityGroup"]
    ingest = live.create_input(
        Name="push", Type="RTMP_PUSH", InputSecurityGroups=[group["Id"]], Destinations=[{"StreamName": "live/key"}])["Input"]
    assert ingest["Destinations"][0]["Url"].endswith("/live/key"), ingest
    package.create_channel(Id="pc")
    endpoint = package.create_origin_endpoint(Id="pe", ChannelId="pc", HlsPackage={"SegmentDurationSeconds": 2})
    assert endpoint["HlsPackage"]["PlaylistWindowSeconds"] == 60, endpoint
    request = dict(
        Name="stage", ChannelClass="SINGLE_PIPELINE", RequestId="token", EncoderSettings=ENCODER,
        Destinations=[{"Id": "package", "MediaPackageSettings": [{"ChannelId": "pc"}]},
                      {"Id": "archive", "Settings": [{"Url": "s3ssl://archive/stage"}]}],
        InputAttachments=[{"InputId": ingest["Id"], "InputAttachmentName": "push"}], Tags={"onair.dev/uid": "u"})
    channel = live.create_channel(**request)["Channel"]
    assert live.create_channel(**request)["Channel"]["Id"] == channel["Id"]
    wait("channel_created", ChannelId=channel["Id"])
    assert live.start_channel(ChannelId=channel["Id"])["State"] == "STARTING"


def running():
    channel = live.list_channels()["Channels"][0]
    wait("channel_running", ChannelId=channel["Id"])
    described = live.describe_channel(ChannelId=channel["Id"])
    assert described["PipelineDetails"][0]["ActiveInputAttachmentName"] == "push", described
    assert described["Tags"] == {"onair.dev/uid": "u"}, described
    # No alert is set while the pipeline probes its input.
    alerts = live.list_alerts(ChannelId=channel["Id"], StateFilter="SET")["Alerts"] if hasattr(live, "list_alerts") else []
    assert {alert["AlertType"] for alert in alerts} <= {"RTMP Stream Not Found", "Initial Probe is Taking Longer Than Expected"}, alerts
    refused("ConflictException", live.delete_channel, ChannelId=channel["Id"])
    refused("ConflictException", live.delete_input, InputId=live.list_inputs()["Inputs"][0]["Id"])
    refused("NotFoundException", live.describe_channel, ChannelId="1")


def end():
    channel = live.list_channels()["Channels"][0]["Id"]
    ingest = live.list_inputs()["Inputs"][0]["Id"]
    group = live.list_input_security_groups()["InputSecurityGroups"][0]["Id"]
    wait("channel_running", ChannelId=channel)
    live.stop_channel(ChannelId=channel)
    wait("channel_stopped", ChannelId=channel)
    live.delete_channel(ChannelId=channel)
    wait("channel_deleted", ChannelId=channel)
    live.delete_input(InputId=ingest)
    wait("input_deleted", InputId=ingest)
    live.delete_input_security_group(InputSecurityGroupId=group)
    refused("UnprocessableEntityException", package.delete_channel, Id="pc")
    package.delete_origin_endpoint(Id="pe")
    package.delete_channel(Id="pc")
    left = [live.list_channels()["Channels"], live.list_inputs()["Inputs"],
            live.list_input_security_groups()["InputSecurityGroups"], package.list_channels()["Channels"]]
    assert left == [[], [], [], []], left
    print("nothing left")


PARTS = {"start": [start], "running": [running], "end": [end], "all": [start, running, end]}
for part in PARTS[sys.argv[1]]:
    part()
