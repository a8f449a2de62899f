"""Uploads what an encoder writes to a folder, as docs/s3-broadcasts.md says: each segment before the playlist that lists it.

Arguments: the folder, and a file with the data of the credentials' Secret as JSON, which is read again whenever it changes. It ends when its input ends, and
then prints how often it was refused.
"""
import json
import os
import select
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

folder, secret = sys.argv[1:]
uploaded, refusals, client, values, read_at = {}, [], None, {}, 0


def put(name, content, content_type, cache):
    try:
        client.put_object(
            Bucket=values["bucket"], Key=f"{values['path']}/{name}", Body=content, ContentType=content_type, CacheControl=f"max-age={cache}")
        return True
    except ClientError as error:
        refusals.append(error.response["Error"]["Code"])
        return False


def segment(name):
    with open(os.path.join(folder, name), "rb") as file:
        return put(name, file.read(), "video/mp2t", 86_400)


while not select.select([sys.stdin], [], [], 0.2)[0]:
    if os.stat(secret).st_mtime_ns != read_at:
        read_at = os.stat(secret).st_mtime_ns
        with open(secret) as file:
            values = json.load(file)
        client = boto3.client(
            "s3", endpoint_url=values["endpointUrl"], region_name=values["region"], aws_access_key_id=values["accessKeyId"],
            aws_secret_access_key=values["secretAccessKey"], aws_session_token=values["sessionToken"],
            config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}))
    try:
        with open(os.path.join(folder, "index.m3u8")) as file:
            playlist = file.read()
    except FileNotFoundError:
        continue
    if uploaded.get("index.m3u8") == playlist:
        continue
    listed = [line for line in playlist.splitlines() if line and not line.startswith("#")]
    for name in listed:
        if name not in uploaded and segment(name):
            uploaded[name] = True
    if all(name in uploaded for name in listed) and put("index.m3u8", playlist.encode(), "application/vnd.apple.mpegurl", 1):
        uploaded["index.m3u8"] = playlist

print(json.dumps({"segments": len(uploaded) - 1, "refused": refusals}))
