using System.Globalization;
using System.Net;
using System.Text;
using k8s;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.VideoAssets;
using Onair.Gateway.Access;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Player;

/// <summary>
/// The URLs that the operator signs for an object. They are in a Secret that the object owns: one of somebody else under this name is not read. An
/// answer is used for half a minute; tokens are replaced long before they expire.
/// </summary>
internal sealed partial class SignedPlayback(SecretReader reader, TimeProvider time, ILogger<SignedPlayback> logger)
{
    // As operator/ArchiveSplits/Downloads writes them.
    private const string ExpiresEntry = "expires";

    private const int MostObjects = 10_000;

    private readonly BoundedCache<string, IReadOnlyList<string?>?> _known = new(TimeSpan.FromSeconds(30), MostObjects, time);

    /// <summary>The URLs of a signed VideoAsset; null when there are none, or the gateway may not read them.</summary>
    /// <exception cref="ApiException">The API server does not answer.</exception>
    public async Task<SignedUrls?> FindAsync(VideoAsset asset, CancellationToken cancellationToken) =>
        await ValuesAsync(asset, asset.PlaybackSecretName, ["playback-url", "thumbnail-url"], cancellationToken) is [var playback, var thumbnail] ? new(playback, thumbnail) : null;

    /// <summary>The URL of a section of an ArchiveSplit; null when there is none that is valid, or the gateway may not read it.</summary>
    /// <exception cref="ApiException">The API server does not answer.</exception>
    public async Task<string?> FindAsync(ArchiveSplit split, int position, CancellationToken cancellationToken)
    {
        if (await ValuesAsync(split, split.DownloadSecretName, [string.Create(CultureInfo.InvariantCulture, $"index_{position}.mp4"), ExpiresEntry], cancellationToken) is not [var url, var expires])
            return null;
        var isOver = DateTimeOffset.TryParse(expires, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var end) && end <= time.GetUtcNow();
        return isOver ? null : url;
    }

    // Only what is asked for is kept: the Secret of a split may have a megabyte.
    private Task<IReadOnlyList<string?>?> ValuesAsync(IKubernetesObject<V1ObjectMeta> owner, string name, string[] entries, CancellationToken cancellationToken) =>
        _known.GetAsync($"{owner.Metadata.Uid}/{name}/{entries[0]}", () => ReadAsync(owner, name, entries), cancellationToken);

    private async Task<IReadOnlyList<string?>?> ReadAsync(IKubernetesObject<V1ObjectMeta> owner, string name, string[] entries)
    {
        try
        {
            var found = await reader.FindOwnedAsync(owner, name, CancellationToken.None);
            return found.Secret is { } secret ? [.. entries.Select(entry => Value(secret, entry))] : null;
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            LogForbidden(owner.Namespace(), name);
            return null;
        }
    }

    private static string? Value(V1Secret secret, string entry) => secret.GetData(entry) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    [LoggerMessage(41, LogLevel.Warning, "Secret {Namespace}/{Name} cannot be read, so the video does not play. Grant the gateway get on Secrets in this namespace")]
    private partial void LogForbidden(string @namespace, string name);
}
