using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.BroadcastSites;
using Onair.Api.Connectors;
using Onair.Api.EventSinks;
using Onair.Api.HlsBroadcasts;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.Tests.Manifests;
using Onair.VideoActions;

namespace Onair.Tests.Unit.Docs;

/// <summary>The rules of each kind, for a manifest by itself. Its provider has everything that a provider can have.</summary>
internal static class RuleTables
{
    private static readonly MediaProvider Provider = YamlJson.Read(
        """
        metadata: {name: production}
        spec:
          aws:
            region: eu-central-1
            mediaLiveRoleArn: arn:aws:iam::123456789012:role/MediaLiveAccessRole
            archiveBucket: recordings
            distributionId: E2EXAMPLE
            hlsBroadcast: {roleArn: "arn:aws:iam::123456789012:role/HlsUpload", buckets: [broadcasts]}
            mediaConvert: {roleArn: "arn:aws:iam::123456789012:role/MediaConvert"}
          video:
            credentialsSecretRef: {namespace: onair-system, name: mux}
            callbackSecretRef: {key: mux}
            signingKeySecretRef: {namespace: onair-system, name: mux-key}
        """).Deserialize(OnairJsonContext.Default.MediaProvider)!;

    private static readonly Dictionary<string, Func<JsonObject, IReadOnlyList<Violation>>> ByKind = new(StringComparer.Ordinal)
    {
        ["ArchiveSplit"] = o => ArchiveSplitRules.Check(new(o.Deserialize(OnairJsonContext.Default.ArchiveSplit)!) { Provider = Provider.Spec, IsNew = true }),
        ["BroadcastSite"] = o => BroadcastSiteRules.Check(o.Deserialize(OnairJsonContext.Default.BroadcastSite)!.Case([])),
        ["Connector"] = o => ConnectorRules.Check(new(o.Deserialize(OnairJsonContext.Default.Connector)!.Spec) { Provider = Provider.Spec, AllowedCidrs = [] }),
        ["EventSink"] = o => EventSinkRules.Check(new(o.Deserialize(OnairJsonContext.Default.EventSink)!) { OperatorNamespace = "onair-system", AllowedCidrs = [] }),
        ["HlsBroadcast"] = o => HlsBroadcastRules.Check(new(o.Deserialize(OnairJsonContext.Default.HlsBroadcast)!) { Provider = Provider.Spec }),
        ["IvsChannel"] = o => IvsChannelRules.Check(new(o.Deserialize(OnairJsonContext.Default.IvsChannel)!) { Provider = Provider.Spec }),
        ["LiveStream"] = o => LiveStreamRules.Check(new(o.Deserialize(OnairJsonContext.Default.LiveStream)!.Spec) { Provider = Provider.Spec }),
        ["MediaProvider"] = o => MediaProviderRules.Check(o.Deserialize(OnairJsonContext.Default.MediaProvider)!.Case()),
        ["VideoAsset"] = o => VideoAssetRules.Check(new(o.Deserialize(OnairJsonContext.Default.VideoAsset)!) { Provider = Provider.Spec }),
    };

    /// <summary>The kinds whose rules are here.</summary>
    public static IEnumerable<string> Kinds => ByKind.Keys;

    /// <summary>What a manifest violates.</summary>
    public static IReadOnlyList<Violation> Check(string kind, JsonObject manifest) => ByKind[kind](manifest);
}
