using System.Text.Json;
using Onair.Api.Connectors;
using Onair.Connectors;

namespace Onair.Operator.Connectors.Pods;

/// <summary>The plan of a connector's pod. Pure functions.</summary>
internal static class ConnectorPlanBuilder
{
    // A meeting in which nobody moves for as long is rare; a stream that stands still is broken.
    private const double FrozenSeconds = 20;

    /// <summary>The plan of a spec whose references are resolved.</summary>
    public static ConnectorPlan Of(
        ConnectorSpec spec, IReadOnlyList<PlannedSource> sources, IReadOnlyList<string> targets, ConnectorOptions options, bool trustedTargets) => new()
        {
            Sources = sources,
            Targets = targets,
            Width = spec.Video.Width,
            Height = spec.Video.Height,
            FrameRate = spec.Video.FrameRate,
            VideoBitrate = spec.Video.Bitrate,
            AudioBitrate = spec.Audio.Bitrate,
            Muted = spec.Audio.Muted,
            AllowedCidrs = options.AllowedCidrs,
            TrustedTargets = trustedTargets,
            CaBundle = options.CaBundle is { Length: > 0 } bundle ? bundle : null,
        };

    /// <summary>One source.</summary>
    /// <param name="spec">The connector's.</param>
    /// <param name="source">The source, or a fallback.</param>
    /// <param name="url">Its URL; null for color bars.</param>
    /// <param name="script">What <c>joinScript</c> refers to.</param>
    public static PlannedSource Source(ConnectorSpec spec, ConnectorSource source, string? url, string? script)
    {
        var planned = new PlannedSource
        {
            Kind = KindOf(source),
            Url = url,
            TimeoutSeconds = spec.Readiness.TimeoutSeconds,
            FrozenSeconds = spec.Watchdog.FrozenSeconds is { } seconds ? seconds : source is { Meeting: not null } or { Url: not null } ? FrozenSeconds : null,
            SilentSeconds = spec.Watchdog.SilentSeconds,
        };
        if (planned.Kind is PlannedSourceKind.ColorBars or PlannedSourceKind.ColorBarsWithTone) return planned with { FrozenSeconds = null, SilentSeconds = null };
        if (planned.Kind != PlannedSourceKind.Page) return planned;
        var isMeeting = source.Meeting is not null;
        return planned with
        {
            ViewportWidth = source.Page?.Viewport?.Width,
            ViewportHeight = source.Page?.Viewport?.Height,
            JoinScript = script,
            Selector = spec.Readiness.Selector,
            Text = spec.Readiness.Text,
            Playing = spec.Readiness.Playing ?? isMeeting,
            EndsMatter = isMeeting,
        };
    }

    /// <summary>A plan as its Secret holds it.</summary>
    public static byte[] Write(ConnectorPlan plan) => JsonSerializer.SerializeToUtf8Bytes(plan, ConnectorJson.Default.ConnectorPlan);

    /// <summary>
    /// Whether a pod that was started with the one plan needs no other for what is declared now. What the operator's own configuration says is
    /// left out, so that an upgrade that changes it restarts nothing and leaves no changes pending.
    /// </summary>
    public static bool IsSame(byte[] written, ConnectorPlan declared)
    {
        try
        {
            var started = JsonSerializer.Deserialize(written, ConnectorJson.Default.ConnectorPlan)!;
            return Write(started with { AllowedCidrs = declared.AllowedCidrs, CaBundle = declared.CaBundle }).AsSpan().SequenceEqual(Write(declared));
        }
        catch (JsonException) // another release's
        {
            return false;
        }
    }

    private static PlannedSourceKind KindOf(ConnectorSource source) => source switch
    {
        { Url: not null } => PlannedSourceKind.Media,
        { ColorBars: { Silent: true } } => PlannedSourceKind.ColorBars,
        { ColorBars: not null } => PlannedSourceKind.ColorBarsWithTone,
        _ => PlannedSourceKind.Page,
    };
}
