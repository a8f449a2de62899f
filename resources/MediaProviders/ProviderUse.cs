using Onair.Api.Common;

namespace Onair.Resources.MediaProviders;

/// <summary>Who uses a provider: what stands in the way of its deletion.</summary>
public static class ProviderUse
{
    /// <summary>The way out, for the message of a refusal.</summary>
    public const string WayOut = "Delete them first, or set spec.onAirGuard: false.";

    /// <summary>
    /// The streams with resources in the provider's account and the splits that are not done with it, as text; null without any.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <param name="streams">All streams that are known.</param>
    /// <param name="splits">All splits that are known.</param>
    public static string? Of(MediaProvider provider, IEnumerable<LiveStream> streams, IEnumerable<ArchiveSplit> splits) => Text(
        [.. streams.Where(s => s.Recorded.Resources.Provider == provider.Metadata.Name).Select(s => $"{s.Metadata.Namespace}/{s.Metadata.Name}").Order(StringComparer.Ordinal)],
        [.. splits.Where(s => IsUser(s, provider.Metadata.Name)).Select(s => $"{s.Metadata.Namespace}/{s.Metadata.Name}").Order(StringComparer.Ordinal)]);

    /// <summary>A split has work or outputs in the provider's account.</summary>
    public static bool IsUser(ArchiveSplit split, string? provider)
    {
        ArgumentNullException.ThrowIfNull(split);
        return split.Recorded.Provider == provider && split.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;
    }

    /// <summary>How many there are, with the names of the first: <c>2 LiveStreams (shows/a, shows/b) and 1 ArchiveSplit (shows/c)</c>; null without any.</summary>
    public static string? Text(IReadOnlyList<string> streams, IReadOnlyList<string> splits) =>
        string.Join(" and ", new[] { Text("LiveStream", streams), Text("ArchiveSplit", splits) }.OfType<string>()) is { Length: > 0 } users ? users : null;

    private static string? Text(string kind, IReadOnlyList<string> names) =>
        names.Count == 0 ? null : $"{names.Count} {kind}{(names.Count == 1 ? "" : "s")} ({Names.Some(names)})";
}
