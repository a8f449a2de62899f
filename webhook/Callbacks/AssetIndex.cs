using Onair.Api.VideoAssets;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.VideoActions.Answers;

namespace Onair.Webhook.Callbacks;

/// <summary>VideoAssets by the ids and tokens that services know them by.</summary>
internal static class AssetIndex
{
    /// <summary>The name of the informer's index.</summary>
    public const string Name = "callback";

    /// <summary>
    /// The keys of an asset. The token is recorded before the first request to the service, so it finds an asset whose id the operator
    /// has not recorded yet.
    /// </summary>
    public static IEnumerable<string> Keys(VideoAsset asset)
    {
        var recorded = asset.Recorded;
        if (recorded.Provider is not { } provider) return [];
        return new[]
        {
            Key(provider, "upload", recorded.Upload?.Id), Key(provider, "asset", recorded.AssetId),
            Key(provider, "token", recorded.Upload?.Token), Key(provider, "token", recorded.Creation?.Token),
        }.OfType<string>().Distinct(StringComparer.Ordinal);
    }

    /// <summary>The assets of a provider that a callback is about.</summary>
    public static IReadOnlyList<VideoAsset> Find(Informer<VideoAsset> assets, string provider, CallbackSubject subject) =>
    [
        .. subject.UploadIds.Select(id => Key(provider, "upload", id))
            .Concat(subject.AssetIds.Select(id => Key(provider, "asset", id)))
            .Concat(subject.Tokens.Select(token => Key(provider, "token", token)))
            .OfType<string>().Distinct(StringComparer.Ordinal)
            .SelectMany(key => assets.ByIndex(Name, key))
            .DistinctBy(NamespacedName.Of),
    ];

    // Provider names contain no slash.
    private static string? Key(string provider, string kind, string? id) => id is { Length: > 0 } ? $"{provider}/{kind}/{id}" : null;
}
