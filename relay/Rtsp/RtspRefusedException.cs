namespace Onair.RelayPod.Rtsp;

/// <summary>A server of RTSP says something that a relay does not pass on.</summary>
/// <param name="message">What, without the server's name.</param>
internal sealed class RtspRefusedException(string message) : Exception(message);
