"""An RTSP server of GStreamer with one H.264 and AAC file at /stream, for a user with a password, or for everyone."""
import sys
import gi
gi.require_version('Gst', '1.0')
gi.require_version('GstRtspServer', '1.0')
from gi.repository import GLib, Gst, GstRtspServer

file, port = sys.argv[1:3]
account = sys.argv[3:5]
Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address('127.0.0.1')
server.set_service(port)
if account:
    token = GstRtspServer.RTSPToken()
    token.set_string('media.factory.role', 'viewer')
    auth = GstRtspServer.RTSPAuth()
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(*account), token)
    server.set_auth(auth)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(f'( filesrc location={file} ! qtdemux name=d d.video_0 ! queue ! rtph264pay name=pay0 config-interval=1 d.audio_0 ! queue ! rtpmp4gpay name=pay1 )')
if account:
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role('viewer', 'media.factory.access', True)
    permissions.add_permission_for_role('viewer', 'media.factory.construct', True)
    factory.set_permissions(permissions)
server.get_mount_points().add_factory('/stream', factory)
if not server.attach(None):
    sys.exit('the port cannot be taken')
print('listening', flush=True)
GLib.MainLoop().run()
