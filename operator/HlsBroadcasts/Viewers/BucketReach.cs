using System.Net;

namespace Onair.Operator.HlsBroadcasts.Viewers;

/// <summary>Whether viewers can play a broadcast from its bucket. Pure.</summary>
internal static class BucketReach
{
    /// <param name="url">What viewers open.</param>
    /// <param name="policy">The policy of the bucket; null when it has none.</param>
    /// <param name="folder">The broadcast's folder.</param>
    /// <param name="playlist">The playlist that viewers open.</param>
    public static ViewerReach Of(Uri url, string? policy, S3Location folder, string playlist)
    {
        if (IsInternal(url.Host))
            return ViewerReach.No("InternalHost", $"Viewers cannot resolve {url.Host}, the host of spec.aws.endpointUrl of the MediaProvider: only pods can. Use an address that viewers reach, or set spec.distribution.live.");
        return ReadPolicy.Allows(policy, folder.Bucket, $"{folder.Key}/{playlist}", PolicyReader.Everybody) switch
        {
            true => ViewerReach.Yes("Viewers can play from the bucket, as far as its policy says."),
            null => ViewerReach.Unsure($"The policy of bucket \"{folder.Bucket}\" has conditions that Onair does not evaluate: whether everybody can read {folder.Key} is not known."),
            false => ViewerReach.No("NotPublic", $"The policy of bucket \"{folder.Bucket}\" does not let everybody read {folder.Key}. Set spec.distribution.live, or allow s3:GetObject to everybody."),
        };
    }

    private static bool IsInternal(string host) =>
        !IPAddress.TryParse(host, out _) && host != "localhost"
        && (!host.Contains('.', StringComparison.Ordinal) || host.EndsWith(".svc", StringComparison.Ordinal) || host.EndsWith(".cluster.local", StringComparison.Ordinal));
}
