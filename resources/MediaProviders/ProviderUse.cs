namespace Onair.Resources.MediaProviders;

/// <summary>Who uses a provider: what stands in the way of its deletion.</summary>
public static class ProviderUse
{
    /// <summary>The way out, for the message of a refusal.</summary>
    public const string WayOut = "Delete them first, or set spec.onAirGuard: false.";

    /// <summary>The streams with resources in the provider's account, as text: <c>2 LiveStreams (shows/a, shows/b)</c>; null without any.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="streams">All streams that are known.</param>
    public static string? Of(MediaProvider provider, IEnumerable<LiveStream> streams) =>
        streams.Where(s => s.Recorded.Resources.Provider == provider.Metadata.Name)
            .Select(s => $"{s.Metadata.Namespace}/{s.Metadata.Name}").Order(StringComparer.Ordinal).ToList() is { Count: > 0 } users ? Text(users) : null;

    /// <summary>How many there are, with the names of the first: <c>2 LiveStreams (shows/a, shows/b)</c>.</summary>
    public static string Text(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return $"{names.Count} {(names.Count == 1 ? "LiveStream" : "LiveStreams")} ({Names.Some(names)})";
    }
}
