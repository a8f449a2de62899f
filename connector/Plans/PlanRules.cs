using System.Net;
using Onair.ConnectorPod.Rtmp;
using Onair.Connectors;

namespace Onair.ConnectorPod.Plans;

/// <summary>What must hold for a plan. URLs may be secret, so that none is repeated.</summary>
internal static class PlanRules
{
    private static readonly HashSet<string> Web = ["http", "https"];
    private static readonly HashSet<string> Media = ["http", "https", "rtmp", "rtmps", "rtsp", "srt"];

    /// <summary>The broken rules; none when the plan can be followed.</summary>
    public static IEnumerable<string> Check(ConnectorPlan plan)
    {
        if (plan.Sources is null || plan.Targets is null)
        {
            yield return "sources, targets: must be present";
            yield break;
        }

        if (plan.Sources.Count == 0) yield return "sources: must have at least one";
        for (var index = 0; index < plan.Sources.Count; index++)
        {
            foreach (var broken in Check($"sources[{index}]", plan.Sources[index])) yield return broken;
        }

        if (plan.Targets.Count is 0 or > 2) yield return $"targets: has {plan.Targets.Count}, must have one or two";
        for (var index = 0; index < plan.Targets.Count; index++)
        {
            if (RtmpUrl.Parse(plan.Targets[index]) is null) yield return $"targets[{index}]: must be an rtmp or rtmps URL with application and stream";
        }

        if (plan.Width is < 16 or > 4096 || plan.Width % 2 != 0) yield return $"width: value {plan.Width} must be even and between 16 and 4096";
        if (plan.Height is < 16 or > 4096 || plan.Height % 2 != 0) yield return $"height: value {plan.Height} must be even and between 16 and 4096";
        if (plan.FrameRate is < 1 or > 60) yield return $"frameRate: value {plan.FrameRate} must be between 1 and 60";
        if (plan.VideoBitrate < 50_000) yield return $"videoBitrate: value {plan.VideoBitrate} must be at least 50000 bits per second";
        if (plan.AudioBitrate < 16_000) yield return $"audioBitrate: value {plan.AudioBitrate} must be at least 16000 bits per second";
        // What is absent has no default in a generated deserializer.
        if (plan.AllowedCidrs is null) yield return "allowedCidrs: must be present, and may be empty";
        if (plan.CaBundle is { } bundle && !Authorities.IsValid(bundle))
            yield return $"caBundle: value of {bundle.Length} characters must have at least one certificate in PEM format";
        foreach (var cidr in plan.AllowedCidrs ?? [])
        {
            if (!IPNetwork.TryParse(cidr, out _)) yield return $"allowedCidrs: value '{cidr}' must be a network such as 10.1.0.0/16 or fd00::/8, without host bits";
        }
    }

    private static IEnumerable<string> Check(string field, PlannedSource source)
    {
        var schemes = source.Kind == PlannedSourceKind.Page ? Web : Media;
        if (source.Kind is PlannedSourceKind.Page or PlannedSourceKind.Media
            && !(Uri.TryCreate(source.Url, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme)))
            yield return $"{field}.url: must be an absolute URL with one of the schemes {string.Join(", ", schemes.Order(StringComparer.Ordinal))}";
        if (source.TimeoutSeconds <= 0) yield return $"{field}.timeoutSeconds: value {source.TimeoutSeconds} must be above 0";
        if (source.ViewportWidth is { } width && (width is < 16 or > 4096)) yield return $"{field}.viewportWidth: value {width} must be between 16 and 4096";
        if (source.ViewportHeight is { } height && (height is < 16 or > 4096)) yield return $"{field}.viewportHeight: value {height} must be between 16 and 4096";
    }
}
