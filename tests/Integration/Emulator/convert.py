"""A MediaConvert job through boto3: three segments of a recording, clipped and joined."""
import os
import subprocess
import sys
import tempfile
import time

import boto3
from botocore.exceptions import ClientError

ENDPOINT = os.environ["ENDPOINT"]
s3 = boto3.client("s3", endpoint_url=ENDPOINT)
ROLE = "arn:aws:iam::000000000000:role/convert"


def record(folder):
    """Three segments of 2 s at 25 frames per second, as a live encoder writes them."""
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=6", "-f", "lavfi", "-i", "sine=r=48000:d=6",
         "-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-sc_threshold", "0", "-c:a", "aac",
         "-f", "segment", "-segment_time", "2", "-segment_format", "mpegts", f"{folder}/%d.ts"], check=True)
    for number in range(3):
        s3.upload_file(f"{folder}/{number}.ts", "archive", f"in/{number}.ts")


def settings(clips):
    return {
        "TimecodeConfig": {"Source": "ZEROBASED"},
        "Inputs": [
            {"FileInput": f"s3://archive/in/{number}.ts", "TimecodeSource": "ZEROBASED", "VideoSelector": {},
             "AudioSelectors": {"Audio Selector 1": {"DefaultSelection": "DEFAULT"}}, "InputClippings": clip}
            for number, clip in enumerate(clips)],
        "OutputGroups": [{
            "OutputGroupSettings": {"Type": "FILE_GROUP_SETTINGS", "FileGroupSettings": {"Destination": "s3://archive/out/cut"}},
            "Outputs": [{
                "NameModifier": "_hd",
                "ContainerSettings": {"Container": "MP4", "Mp4Settings": {"MoovPlacement": "PROGRESSIVE_DOWNLOAD"}},
                "VideoDescription": {"CodecSettings": {"Codec": "H_264", "H264Settings": {"RateControlMode": "QVBR", "MaxBitrate": 500000}}},
                "AudioDescriptions": [{"AudioSourceName": "Audio Selector 1", "CodecSettings": {
                    "Codec": "AAC", "AacSettings": {"Bitrate": 96000, "CodingMode": "CODING_MODE_2_0", "SampleRate": 48000}}}],
            }],
        }],
    }


# The endpoint of the account is the emulator itself.
endpoint = boto3.client("mediaconvert", endpoint_url=ENDPOINT).describe_endpoints()["Endpoints"][0]["Url"]
client = boto3.client("mediaconvert", endpoint_url=endpoint)

with tempfile.TemporaryDirectory() as folder:
    record(folder)
    job = client.create_job(
        Role=ROLE, Settings=settings([[{"StartTimecode": "00:00:01:10"}], [], [{"EndTimecode": "00:00:00:04"}]]),
        Tags={"onair.dev/uid": "u"}, UserMetadata={"section": "1"})["Job"]
    assert job["Status"] == "SUBMITTED" and job["Queue"].endswith(":queues/Default"), job
    assert client.list_tags_for_resource(Arn=job["Arn"])["ResourceTags"]["Tags"] == {"onair.dev/uid": "u"}
    seen = []
    while job["Status"] not in ("COMPLETE", "ERROR", "CANCELED"):
        time.sleep(0.05)
        job = client.get_job(Id=job["Id"])["Job"]
        seen.append(job["Status"])
    assert job["Status"] == "COMPLETE", job
    assert job["UserMetadata"] == {"section": "1"} and job["JobPercentComplete"] == 100, job
    # 15 frames of the first, all 50 of the second, 5 of the third.
    assert job["OutputGroupDetails"] == [{"OutputDetails": [{"DurationInMs": 2800, "VideoDetails": {"HeightInPx": 90, "WidthInPx": 160}}]}], job
    s3.download_file("archive", "out/cut_hd.mp4", f"{folder}/cut.mp4")
    frames = subprocess.run(
        ["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", "stream=nb_read_frames,avg_frame_rate", "-of", "csv=p=0",
         f"{folder}/cut.mp4"], check=True, capture_output=True, text=True).stdout.strip()
    assert frames == "25/1,70", frames
    with open(f"{folder}/cut.mp4", "rb") as file:
        head = file.read(4096)
    assert 0 < head.find(b"moov") < 100, "the index is not at the beginning"

assert client.list_jobs(Status="COMPLETE", Queue="Default", Order="DESCENDING")["Jobs"][0]["Id"] == job["Id"]
try:
    client.get_job_template(Name="none")
except ClientError as error:
    assert error.response["Error"]["Code"] == "NotFoundException", error
else:
    sys.exit("a template that does not exist was found")
print("converted")
