"""A receiver as the earlier service's example: takes JSON with a Bearer token, and refuses what has another member or type.

usage: PLAIN_SINK_TOKEN=… plain_sink.py    prints its port, then a line "status kind" for each request
"""
import http.server
import json
import os

VIDEO = {"video_id": str, "title": str, "description": str, "duration": float, "file_path": str, "file_size": int, "created_at": str,
         "updated_at": str, "stream_type": str, "status": str,
         "metadata": {"format": str, "resolution": str, "fps": float, "bitrate": int, "codec": str},
         "chapters": [{"title": str, "start_time": float, "end_time": float, "description": str}]}
STREAM = {"stream_id": str, "name": str, "url": str, "stream_type": str, "status": str, "initial_seek": float, "timestamp": float,
          "metadata": {"protocol": str, "domain": str, "path": str, "is_live": bool, "is_video_file": bool}}
EVENT = {"event_type": str, "timestamp": float, "stream_data": STREAM, "user_agent": str, "ip_address": str, "session_id": str}
ANALYTICS = {"stream_id": str, "timestamp": float, "analytics_type": str, "data": dict}
KINDS = [("video", VIDEO), ("event", EVENT), ("analytics", ANALYTICS), ("stream", STREAM)]
STREAM_TYPES = {"rtsp_stream", "rtmp_stream", "hls_stream", "http_stream"}


def fits(value, shape):
    if isinstance(shape, dict):
        return isinstance(value, dict) and value.keys() == shape.keys() and all(fits(value[name], shape[name]) for name in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(item, shape[0]) for item in value)
    if shape is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return type(value) is shape


def known(kind, value):
    if kind == "video":
        return value["stream_type"] == "video_file"
    stream = value if kind == "stream" else value.get("stream_data")
    return stream is None or stream["stream_type"] in STREAM_TYPES


class Sink(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        value = json.loads(body)
        kind = next((kind for kind, shape in KINDS if fits(value, shape) and known(kind, value)), None)
        token = self.headers.get("authorization") == f"Bearer {os.environ['PLAIN_SINK_TOKEN']}"
        status = 401 if not token else 200 if kind and self.headers["content-type"].startswith("application/json") else 400
        print(status, kind, flush=True)
        self.send_response(status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
print(server.server_port, flush=True)
server.serve_forever()
