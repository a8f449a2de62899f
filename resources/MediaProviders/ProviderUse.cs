using System.Globalization;

namespace Onair.Resources.MediaProviders;

/// <summary>Who uses a provider: what stands in the way of its deletion.</summary>
public static class ProviderUse
{
    private const int Named = 3;

    /// <summary>The way out, for the message of a refusal.</summary>
    public const string WayOut = "Delete those first, or set spec.onAirGuard: false to leave their resources to nobody.";

    /// <summary>The streams with resources in the provider's account, as text: <c>2 LiveStreams (shows/a, shows/b)</c>; null without any.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="streams">All streams that are known.</param>
    public static string? Of(MediaProvider provider, IEnumerable<LiveStream> streams) =>
        Text([.. streams.Where(s => s.Recorded.Resources.Provider == provider.Metadata.Name)
            .Select(s => $"{s.Metadata.Namespace}/{s.Metadata.Name}").Order(StringComparer.Ordinal)]);

    private static string? Text(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{names.Count} {(names.Count == 1 ? "LiveStream" : "LiveStreams")} ({string.Join(", ", names.Take(Named))}{(names.Count > Named ? ", …" : "")})");
}
