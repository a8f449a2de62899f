using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.VideoAssets.Decisions;

namespace Onair.Operator.VideoAssets;

/// <summary>The Secrets of an asset: upload URL, playback tokens. The asset owns them; another's is neither read nor written.</summary>
internal sealed class AssetSecrets(KubernetesClient client)
{
    // What a Secret was written for, and when it is to be renewed: its content need not be read for that.
    private const string For = "onair.dev/written-for";
    private const string RenewAt = "onair.dev/renew-at";

    public async Task<SecretView> LookAsync(VideoAsset asset, string name, string field, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(BuiltInResources.Secrets, name, asset.Namespace(), cancellationToken) is not { } secret) return new(null, null);
        if (!secret.IsOwnedBy(asset)) return new($"{field}: Secret \"{name}\" exists and belongs to something else; delete it, or name another", null);
        var renewAt = secret.GetAnnotation(RenewAt);
        return new(
            null, secret.GetAnnotation(For),
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
        var annotations = new Dictionary<string, string> { [For] = view.For! };
        if (view.RenewAt is { } at) annotations[RenewAt] = at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        try
        {
            await client.CreateAsync(BuiltInResources.Secrets, New(asset, name, annotations, values), cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            var secret = await client.FindAsync(BuiltInResources.Secrets, name, asset.Namespace(), cancellationToken);
            // The next look says so.
            if (secret is null || !secret.IsOwnedBy(asset)) return;
            var data = new JsonObject();
            foreach (var (key, value) in values) data[key] = value is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
            var metadata = new JsonObject
            {
                ["resourceVersion"] = secret.Metadata.ResourceVersion,
                ["annotations"] = new JsonObject(annotations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
            };
            await client.PatchAsync(
                BuiltInResources.Secrets, name, asset.Namespace(), Patch.Merge(new JsonObject { ["metadata"] = metadata, ["data"] = data }), null, cancellationToken);
        }
    }

    /// <summary>Deletes a Secret that is ours. One that is gone, or another's, is left as it is.</summary>
    public async Task RemoveAsync(VideoAsset asset, string name, CancellationToken cancellationToken)
    {
        var secret = await client.FindAsync(BuiltInResources.Secrets, name, asset.Namespace(), cancellationToken);
        if (secret is null || !secret.IsOwnedBy(asset)) return;
        try
        {
            await client.DeleteAsync(BuiltInResources.Secrets, name, asset.Namespace(), new() { Uid = secret.Metadata.Uid }, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // Gone, or another by now.
        }
    }

    private static V1Secret New(VideoAsset asset, string name, Dictionary<string, string> annotations, IReadOnlyDictionary<string, string?> values) => new()
    {
        Metadata = new()
        {
            Name = name,
            NamespaceProperty = asset.Namespace(),
            Annotations = annotations,
            OwnerReferences = [OnairResources.VideoAssets.ReferenceTo(asset)],
        },
        Type = "Opaque",
        Data = values.Where(v => v.Value is not null).ToDictionary(v => v.Key, v => Encoding.UTF8.GetBytes(v.Value!)),
    };
}
