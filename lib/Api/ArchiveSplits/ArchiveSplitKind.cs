using Onair.Api.Common;
using Onair.Api.MediaProviders;

namespace Onair.Api.ArchiveSplits;

/// <summary>The kind ArchiveSplit.</summary>
public static class ArchiveSplitKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<ArchiveSplit> Definition { get; } = new("ArchiveSplit", "archivesplits", KindScope.WatchedNamespaces, OnairJsonContext.Default.ArchiveSplit, OnairJsonContext.Default.ResourceListArchiveSplit)
    {
        ShortName = "split",
        Columns =
        [
            new("Source", ".status.source"),
            new("Sections", ".status.sectionCount", Type: "integer"),
            new("Done", ".status.sectionsDone", Type: "integer"),
            new("Phase", ".status.phase"),
            new("Took", ".status.took", Priority: 1),
            new("Engine", ".spec.engine", Priority: 1),
            new("Session", ".status.sessionId", Priority: 1),
            new("Output", ".status.outputPath", Priority: 1),
        ],
        Rules = ArchiveSplitRules.Table,
        WebhookVerbs = ["get", "list"],
        GatewayVerbs = ["get", "list", "watch", "create"],
        PlayerVerbs = ["list", "watch"],
        ProviderUse = new(ProviderPart.Aws, IsUser, IsUser),
    };

    // While the finalizer is there, it has work or outputs in the account.
    private static bool IsUser(ArchiveSplit split, string provider) =>
        split.Recorded.Provider == provider && split.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;
}
