using System.Globalization;
using k8s.Models;
using Onair.Api;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Secrets;
using Onair.Operator.VideoAssets.Decisions;

namespace Onair.Operator.VideoAssets;

/// <summary>The Secrets of an asset: upload URL, playback tokens. The asset owns them; another's is neither read nor written.</summary>
internal sealed class AssetSecrets(SecretReader reader, OwnedSecretWriter writer)
{
    // What a Secret was written for, and when it is to be renewed: its content need not be read for that.
    private const string For = "onair.dev/written-for";
    private const string RenewAt = "onair.dev/renew-at";

    public async Task<SecretView> LookAsync(VideoAsset asset, string name, string field, CancellationToken cancellationToken)
    {
        var found = await reader.FindOwnedAsync(asset, name, cancellationToken);
        if (found.IsAnothers) return new($"{field}: {OwnedSecret.Taken(name)}; delete it, or name another", null);
        if (found.Secret is not { } secret) return new(null, null);
        var renewAt = secret.GetAnnotation(RenewAt);
        return new(
            null, SecretSeal.IsIntact(secret) ? secret.GetAnnotation(For) : null,
            DateTimeOffset.TryParse(renewAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);
    }

    /// <summary>Puts values into a Secret that is ours, or not there.</summary>
    /// <param name="asset">Whose.</param>
    /// <param name="name">Its name.</param>
    /// <param name="view">What it is written for.</param>
    /// <param name="values">What is in it. What is null is not in it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WriteAsync(VideoAsset asset, string name, SecretView view, IReadOnlyDictionary<string, string?> values, CancellationToken cancellationToken)
    {
        var annotations = new Dictionary<string, string?> { [For] = view.For! };
        if (view.RenewAt is { } at) annotations[RenewAt] = at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        // Whether it is another's by now, the next look says.
        await writer.PutAsync(
            SecretOwner.Of(OnairResources.VideoAssets, asset), SecretContent.Of(name, values) with { Annotations = annotations, IsSealed = true }, cancellationToken);
    }

    /// <summary>Deletes a Secret that is ours. One that is gone, or another's, is left as it is.</summary>
    public Task RemoveAsync(VideoAsset asset, string name, CancellationToken cancellationToken) => writer.RemoveAsync(asset, name, cancellationToken);
}
