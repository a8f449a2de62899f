using Onair.Api.ArchiveSplits;
using Onair.Api.Connectors;
using Onair.Api.EventSinks;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;

namespace Onair.CrdGenerator.Reference;

/// <summary>The rules of each kind that its schema cannot express, from the tables that the webhook and the operator use.</summary>
internal static class KindRules
{
    /// <exception cref="NotSupportedException">The kind has no table here.</exception>
    public static IEnumerable<(string Field, string Description)> Of(string kind) => kind switch
    {
        "ArchiveSplit" => ArchiveSplitRules.Table.Select(rule => (rule.Field, rule.Description)),
        "VideoAsset" => VideoAssetRules.Table.Select(rule => (rule.Field, rule.Description)),
        "LiveStream" => LiveStreamRules.Table.Select(rule => (rule.Field, rule.Description)),
        "Connector" => ConnectorRules.Table.Select(rule => (rule.Field, rule.Description)),
        "IvsChannel" => IvsChannelRules.Table.Select(rule => (rule.Field, rule.Description)),
        "EventSink" => EventSinkRules.Table.Select(rule => (rule.Field, rule.Description)),
        "MediaProvider" => MediaProviderRules.Table.Select(rule => (rule.Field, rule.Description)),
        _ => throw new NotSupportedException($"Name the table of the rules of {kind} in {nameof(KindRules)}."),
    };
}
