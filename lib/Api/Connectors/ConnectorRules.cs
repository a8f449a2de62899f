using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.Connectors;

/// <summary>The rules of a Connector that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class ConnectorRules
{
    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<ConnectorCase>> Table { get; } =
    [
        new("spec.source", "Must have exactly one of meeting, page, url, chimePipeline and colorBars; so must each fallback.", SourceRules.One),
        new("spec.source.meeting", "Must have exactly one of url and urlSecretRef; so must url.", SourceRules.OneUrl),
        new("spec.source.meeting.url", "Must be an absolute http or https URL without a user name or password.", SourceRules.Urls),
        new("spec.source.meeting.url", "Must have a public host, or one in the chart's connector.allowedCidrs; so must page.url and url.url.", SourceRules.Public),
        new("spec.source.chimePipeline.providerRef.name", ProviderNamespaces.Rule, SourceRules.ProviderNamespace),
        new("spec.source.chimePipeline", "Must not be a fallback, and has none; its MediaProvider must have spec.aws.", SourceRules.ChimePipeline),
        new("spec.joinScript", "Only for a meeting or a page; so are readiness.selector and readiness.text.", SourceRules.Pages),
        new("spec.target", "Must have exactly one of liveStreamRef, ivsChannelRef and rtmp.", TargetRules.One),
        new("spec.target.liveStreamRef.name", "Must be a LiveStream with an RtmpPush input.", TargetRules.Push),
        new("spec.video.bitrate", "At most 3,500,000 for an IvsChannel of type Basic.", TargetRules.Ivs),
        new("spec.video.width", "Must be even; so must height.", PictureRules.Even),
        new("spec.video.frameRate", "At most as many pixels per second as 1080p at 30 frames per second has.", PictureRules.Rate),
        new("spec.watchdog.silentSeconds", "Must be absent while spec.audio.muted is true.", PictureRules.Silence),
    ];

    /// <summary>Returns all violations; empty when the connector is valid.</summary>
    public static IReadOnlyList<Violation> Check(ConnectorCase connector) => [.. Table.SelectMany(rule => rule.Check(connector))];
}
