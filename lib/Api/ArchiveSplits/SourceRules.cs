using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>Rules for what is split.</summary>
internal static class SourceRules
{
    public static IEnumerable<Violation> One(ArchiveSplitCase split)
    {
        var (stream, broadcast) = (split.Split.Spec.StreamRef, split.Split.Spec.BroadcastRef);
        if (stream is null == broadcast is null)
            yield return new("spec", stream is null ? null : "streamRef, broadcastRef", "must have exactly one of streamRef and broadcastRef");
    }

    // Also of what was begun: its outputs stay, but whoever may write a status could say so of anything.
    public static IEnumerable<Violation> AllowsNamespace(ArchiveSplitCase split)
    {
        var (resource, spec) = (split.Split, split.Split.Spec);
        if (split is { Provider: { } provider, Source: { } source } && !provider.Allows(resource.Metadata.NamespaceProperty))
        {
            yield return new(
                spec.StreamRef is null ? "spec.broadcastRef.name" : "spec.streamRef.name", source.Name,
                $"is in the account of MediaProvider \"{source.ProviderName}\", whose spec.namespaces do not include this namespace");
        }
    }
}
