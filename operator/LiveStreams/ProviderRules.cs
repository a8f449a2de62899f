using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Guard;

namespace Onair.Operator.LiveStreams;

/// <summary>The rules of a LiveStream that its provider sets. A pure function.</summary>
internal static class ProviderRules
{
    private static readonly HashSet<string> Schemes = new(StringComparer.Ordinal) { "rtmp", "rtmps", "http", "https" };

    public static IEnumerable<Violation> Check(LiveStreamSpec spec, AwsSpec provider)
    {
        var name = spec.ProviderRef.Name;
        if (spec.Distribution.Live && provider.DistributionId is null)
            yield return new("spec.distribution.live", "true", $"needs spec.aws.distributionId in MediaProvider \"{name}\"");
        var sources = spec.Input.Sources ?? [];
        for (var i = 0; i < sources.Count; i++)
            if (GuardedUrl.Check(sources[i].Url, Schemes, provider.AllowedSourceCidrs) is { } rule)
                yield return new(
                    $"spec.input.sources[{i}].url", SourceUrls.WithoutUser(sources[i].Url),
                    $"{rule}; spec.aws.allowedSourceCidrs of MediaProvider \"{name}\" may allow private addresses");
    }
}
