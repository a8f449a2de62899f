using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.Admission;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.WebhookCertificates;

/// <summary>An existing webhook configuration, and which of its webhooks call our Service.</summary>
/// <param name="Type">Mutating or validating.</param>
/// <param name="Found">As read.</param>
/// <param name="Entries">Positions of the webhooks that call our Service. Others are never changed.</param>
internal sealed record CallingConfiguration(ResourceType<WebhookConfiguration> Type, WebhookConfiguration Found, IReadOnlyList<int> Entries)
{
    public static CallingConfiguration Of(ResourceType<WebhookConfiguration> type, WebhookConfiguration found, NamespacedName service) => new(
        type, found, [.. (found.Webhooks ?? []).Index().Where(w => w.Item.ClientConfig.Service is { } called && new NamespacedName(called.NamespaceProperty, called.Name) == service).Select(w => w.Index)]);

    /// <summary>The CA bundles of our webhooks; null where one is missing.</summary>
    public IEnumerable<byte[]?> Bundles => Entries.Select(i => Found.Webhooks![i].ClientConfig.CaBundle);

    /// <summary>The paths of our webhooks by position.</summary>
    public IReadOnlyDictionary<int, string?> Paths => Entries.ToDictionary(i => i, i => (string?)Found.Webhooks![i].ClientConfig.Service.Path);

    /// <summary>The path of a webhook with a token.</summary>
    public string PathWith(string token, int entry) =>
        $"/{token}{ReviewPath.Of(Found.Webhooks![entry].Name, Type.Kind == BuiltInResources.MutatingWebhookConfigurations.Kind)}";

    public bool Has(string bundle)
    {
        var bytes = Encoding.ASCII.GetBytes(bundle);
        return Bundles.All(b => b.AsSpan().SequenceEqual(bytes));
    }

    /// <summary>
    /// The patch that sets the bundle, unless it is null, and paths by position. It includes the resource version that was read, so that the server returns a conflict
    /// when a newer version exists: the positions might be those of another list.
    /// </summary>
    public Patch With(string? bundle, IReadOnlyDictionary<int, string> paths) => Patch.Json(
    [
        new("replace", "/metadata/resourceVersion", JsonValue.Create(Found.Metadata.ResourceVersion)),
        .. bundle is null ? [] : Entries.Select(i => new JsonPatchOperation(
            "add", $"/webhooks/{i}/clientConfig/caBundle", JsonValue.Create(Convert.ToBase64String(Encoding.ASCII.GetBytes(bundle))))),
        .. paths.Select(p => new JsonPatchOperation("add", $"/webhooks/{p.Key}/clientConfig/service/path", JsonValue.Create(p.Value))),
    ]);

    public override string ToString() => $"{Found.Kind} {Found.Metadata.Name}";
}
