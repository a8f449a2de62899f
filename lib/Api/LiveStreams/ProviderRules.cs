using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Guard;

namespace Onair.Api.LiveStreams;

/// <summary>Rules that depend on the stream's MediaProvider.</summary>
internal static class ProviderRules
{
    private static readonly HashSet<string> Schemes = new(StringComparer.Ordinal) { "rtmp", "rtmps", "http", "https" };

    public static IEnumerable<Violation> Named(LiveStreamCase stream)
    {
        if (stream.Spec.ProviderName.Length == 0)
            yield return new(
                "spec.providerRef", null, $"must name a MediaProvider; the admission webhook fills in the one with the annotation {Annotations.IsDefaultProvider}: \"true\"");
    }

    public static IEnumerable<Violation> HasAws(LiveStreamCase stream)
    {
        if (stream.Provider is { Aws: null }) yield return new("spec.providerRef.name", stream.Spec.ProviderName, "must be a MediaProvider with spec.aws");
    }

    public static IEnumerable<Violation> Distribution(LiveStreamCase stream)
    {
        if (stream.Provider is { Aws.DistributionId: null } && stream.Spec.Distribution.Live)
            yield return new("spec.distribution.live", "true", $"requires spec.aws.distributionId in {Name(stream)}");
    }

    public static IEnumerable<Violation> Sources(LiveStreamCase stream)
    {
        // One violation for each URL is enough.
        if (stream.Provider?.Aws is not { } aws || stream.Spec.Input.Type == InputType.RtmpPush || InputRules.Urls(stream).Any()) yield break;
        var sources = stream.Spec.Input.Sources ?? [];
        for (var i = 0; i < sources.Count; i++)
            if (GuardedUrl.Check(sources[i].Url, Schemes, aws.AllowedSourceCidrs) is { } rule)
                yield return new(
                    $"spec.input.sources[{i}].url", SourceUrls.WithoutUser(sources[i].Url),
                    $"{rule}; spec.aws.allowedSourceCidrs of {Name(stream)} can allow private addresses");
    }

    public static IEnumerable<Violation> Height(LiveStreamCase stream) =>
        AtMost(stream, "height", r => r.Height, stream.Provider?.StreamLimits?.MaxHeight, "maxHeight");

    public static IEnumerable<Violation> Bitrate(LiveStreamCase stream) =>
        AtMost(stream, "bitrate", r => r.Bitrate, stream.Provider?.StreamLimits?.MaxBitrate, "maxBitrate");

    public static IEnumerable<Violation> RunDuration(LiveStreamCase stream)
    {
        const string field = "spec.costGuard.maxRunDuration";
        if (stream.Provider?.StreamLimits?.MaxRunDuration is not { } limit || Duration.Parse(limit) is not { } longest) yield break;
        var rule = $"must be at most {limit}, spec.streamLimits.maxRunDuration of {Name(stream)}";
        if (stream.Spec.CostGuard?.MaxRunDuration is not { } declared) yield return new(field, null, rule);
        else if (Duration.Parse(declared) > longest) yield return new(field, declared, rule);
    }

    private static IEnumerable<Violation> AtMost(
        LiveStreamCase stream, string field, Func<RenditionSpec, int> value, int? limit, string limitField)
    {
        if (limit is null) yield break;
        var renditions = stream.Spec.Encoder.Renditions;
        for (var i = 0; i < renditions.Count; i++)
            if (value(renditions[i]) > limit)
                yield return new(
                    $"spec.encoder.renditions[{i}].{field}", $"{value(renditions[i])}",
                    $"must be at most {limit}, spec.streamLimits.{limitField} of {Name(stream)}");
    }

    private static string Name(LiveStreamCase stream) => $"MediaProvider \"{stream.Spec.ProviderName}\"";
}
