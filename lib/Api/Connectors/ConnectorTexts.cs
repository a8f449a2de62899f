namespace Onair.Api.Connectors;

/// <summary>Names of what a connector refers to, for messages and columns.</summary>
public static class ConnectorTexts
{
    /// <summary>The target as kind and name, e.g. <c>LiveStream/event</c>; an RTMP service by its Secret, e.g. <c>Secret/youtube:url</c>.</summary>
    public static string Text(this ConnectorTarget target) => target switch
    {
        { LiveStreamRef.Name: var stream } => $"LiveStream/{stream}",
        { IvsChannelRef.Name: var channel } => $"IvsChannel/{channel}",
        { Rtmp.UrlSecretRef: var secret } => $"Secret/{secret.Name}:{secret.Key}",
        _ => "",
    };

    /// <summary>What a pod's report calls source 0, 1, …: <c>source</c>, <c>fallback[0]</c>, …</summary>
    public static string Text(int source) => source == 0 ? "source" : $"fallback[{source - 1}]";
}
