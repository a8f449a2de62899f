using Onair.Emulator.Media;

namespace Onair.Emulator.MediaLive;

/// <summary>
/// Which alerts MediaLive raises for a pipeline without video, by the type of its input. Wording and conditions are those of the
/// "List of alerts for channels" in the user guide.
/// </summary>
internal static class InputAlerts
{
    /// <summary>5007: nothing that can be decoded has arrived since the start.</summary>
    public const string InitialProbe = "Initial Probe is Taking Longer Than Expected";

    /// <summary>5201: the source is there, video is not.</summary>
    public const string NoVideo = "Video Not Detected";

    /// <summary>5301: an HLS source cannot be read.</summary>
    public const string HttpGetFailed = "HTTP Get Failed";

    /// <summary>5305: the RTMP stream has not arrived yet.</summary>
    public const string StreamNotFound = "RTMP Stream Not Found";

    /// <summary>5307: the RTMP stream that is pushed has stopped.</summary>
    public const string NoAudioVideo = "RTMP Has No Audio/Video";

    /// <summary>5308: the RTMP stream that is pulled has stopped.</summary>
    public const string ServerDisconnected = "RTMP Server Disconnected";

    /// <summary>5309: the RTMP server cannot be reached.</summary>
    public const string ConnectFailed = "RTMP Input Connect Failed";

    /// <summary>How long a pipeline looks for its input before it raises an alert, in AWS seconds; AWS documents no figure.</summary>
    public const double ProbeSeconds = 10;

    /// <param name="inputType">E.g. <c>RTMP_PUSH</c>.</param>
    /// <param name="health">What the pipeline sees now.</param>
    /// <param name="hasReceived">It has had video since its start.</param>
    public static IReadOnlyList<string> Of(string inputType, PipelineHealth health, bool hasReceived)
    {
        if (health.Receiving) return [];
        var cause = (inputType, hasReceived) switch
        {
            ("URL_PULL", _) => health.Unreachable ? HttpGetFailed : NoVideo,
            ("RTMP_PULL", true) => ServerDisconnected,
            ("RTMP_PULL", false) => health.Unreachable ? ConnectFailed : StreamNotFound,
            (_, true) => NoAudioVideo,
            (_, false) => StreamNotFound,
        };
        return hasReceived ? [cause] : [cause, InitialProbe];
    }
}
