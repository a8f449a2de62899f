using System.Net;
using System.Text;
using k8s.Models;
using Onair.Api.VideoAssets;
using Onair.Gateway.Access;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Player;

/// <summary>
/// The URLs that the operator signs for an asset. They are in a Secret that the asset owns: one of somebody else under this name is not read. An answer
/// is used for half a minute; tokens are replaced long before they expire.
/// </summary>
internal sealed partial class SignedPlayback(SecretReader reader, TimeProvider time, ILogger<SignedPlayback> logger)
{
    private const int MostAssets = 10_000;

    private readonly BoundedCache<string, SignedUrls?> _known = new(TimeSpan.FromSeconds(30), MostAssets, time);

    /// <summary>The URLs; null when there are none, or the gateway may not read them.</summary>
    /// <exception cref="ApiException">The API server does not answer.</exception>
    public Task<SignedUrls?> FindAsync(VideoAsset asset, CancellationToken cancellationToken) =>
        _known.GetAsync($"{asset.Uid}/{asset.PlaybackSecretName}", () => ReadAsync(asset), cancellationToken);

    private async Task<SignedUrls?> ReadAsync(VideoAsset asset)
    {
        try
        {
            var found = await reader.FindOwnedAsync(asset, asset.PlaybackSecretName, CancellationToken.None);
            return found.Secret is { } secret ? new(Value(secret, "playback-url"), Value(secret, "thumbnail-url")) : null;
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            LogForbidden(asset.Namespace(), asset.PlaybackSecretName);
            return null;
        }
    }

    private static string? Value(V1Secret secret, string entry) => secret.GetData(entry) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    [LoggerMessage(41, LogLevel.Warning, "Secret {Namespace}/{Name} cannot be read, so the video does not play. Grant the gateway get on Secrets in this namespace")]
    private partial void LogForbidden(string @namespace, string name);
}
