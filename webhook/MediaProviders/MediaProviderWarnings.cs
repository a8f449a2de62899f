using System.Globalization;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Webhook.MediaProviders;

/// <summary>What is known when a MediaProvider is created or edited.</summary>
/// <param name="Before">The stored provider; null on CREATE.</param>
/// <param name="After">The new provider.</param>
internal sealed record ProviderEdit(MediaProvider? Before, MediaProvider After)
{
    /// <summary>All default providers, which may include this one.</summary>
    public IReadOnlyList<MediaProvider> Defaults { get; init; } = [];

    /// <summary>The streams with resources in its account, <c>namespace/name</c>.</summary>
    public IReadOnlyList<string> Users { get; init; } = [];

    /// <summary>Whether the user may be told their names.</summary>
    public bool UsersAreNamed { get; init; }

    /// <summary>Whether requests go to another endpoint than before.</summary>
    public bool MovesEndpoint => Before?.Spec.Aws is { EndpointUrl: var before } && After.Spec.Aws is { EndpointUrl: var after } && before != after;

    /// <summary>Whether the edit removes this part of the spec.</summary>
    public bool Removes(Func<MediaProviderSpec, object?> part) => Before is not null && part(Before.Spec) is not null && part(After.Spec) is null;
}

/// <summary>What is allowed but deserves a warning.</summary>
internal static class MediaProviderWarnings
{
    private static readonly RateLimitSpec MediaLive = new();

    private static readonly Func<ProviderEdit, IEnumerable<string>>[] List = [BeyondMediaLive, SecondDefault, Moved];

    public static IReadOnlyList<string> Of(ProviderEdit edit) => [.. List.SelectMany(warning => warning(edit))];

    private static IEnumerable<string> BeyondMediaLive(ProviderEdit edit)
    {
        if (edit.After.Spec.Aws is not { EndpointUrl: null, RateLimit: { } limit }) yield break;
        if (limit.RequestsPerSecond > MediaLive.RequestsPerSecond || limit.Burst > MediaLive.Burst)
            yield return string.Create(CultureInfo.InvariantCulture,
                $"spec.aws.rateLimit: {limit.RequestsPerSecond} requests a second with a burst of {limit.Burst} is more than MediaLive's API allows ({MediaLive.RequestsPerSecond} a second, a fixed limit): expect throttling");
    }

    private static IEnumerable<string> SecondDefault(ProviderEdit edit)
    {
        string[] others = [.. edit.Defaults.Where(p => p.Metadata.Name != edit.After.Metadata.Name && ProviderNamespaces.Overlap(p.Spec, edit.After.Spec)).Select(p => p.Metadata.Name!)];
        if (edit.After.IsDefault && others.Length > 0)
            yield return Sentence.WithEnd($"another default provider exists already: {NameList.Abbreviate(others)}", "; with more than one, none is filled in for LiveStreams without providerRef");
    }

    private static IEnumerable<string> Moved(ProviderEdit edit)
    {
        if (edit.MovesEndpoint && edit.Users.Count > 0)
            yield return Sentence.WithEnd(
                $"spec.aws.endpointUrl: {edit.Users.Count} LiveStreams have resources at the former endpoint{(edit.UsersAreNamed ? $" ({NameList.Abbreviate(edit.Users)})" : "")}",
                "; they are looked for at the new one, and created there if missing");
    }
}
