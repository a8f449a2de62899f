namespace Onair.ConnectorPod.Rtmp;

/// <summary>The server refused, or said what it must not; the message is safe to show.</summary>
internal sealed class RtmpException(string message) : Exception(message);
