using System.Text;
using System.Text.Json.Nodes;
using Onair.Kubernetes;

namespace Onair.Operator.WebhookCertificates;

/// <summary>A webhook configuration that is there, and which of its webhooks call our Service.</summary>
/// <param name="Type">Mutating or validating.</param>
/// <param name="Found">As read.</param>
/// <param name="Entries">Positions of the webhooks that call our Service; what others trust is not ours to change.</param>
internal sealed record CallingConfiguration(ResourceType<V1WebhookConfiguration> Type, V1WebhookConfiguration Found, IReadOnlyList<int> Entries)
{
    public static CallingConfiguration Of(ResourceType<V1WebhookConfiguration> type, V1WebhookConfiguration found, V1ServiceReference service) => new(
        type, found, [.. (found.Webhooks ?? []).Index().Where(w => w.Item.ClientConfig.Service == service).Select(w => w.Index)]);

    /// <summary>The bundles of our webhooks; null where there is none.</summary>
    public IEnumerable<byte[]?> Bundles => Entries.Select(i => Found.Webhooks![i].ClientConfig.CaBundle);

    public bool Has(string bundle)
    {
        var bytes = Encoding.ASCII.GetBytes(bundle);
        return Bundles.All(b => b.AsSpan().SequenceEqual(bytes));
    }

    /// <summary>
    /// The change that brings the bundle in. It replaces the resource version by the one that was seen, which the server answers
    /// with a conflict when there is a newer one: the positions would be of another list.
    /// </summary>
    public Patch With(string bundle) => Patch.Json(
    [
        new("replace", "/metadata/resourceVersion", JsonValue.Create(Found.Metadata.ResourceVersion)),
        .. Entries.Select(i => new JsonPatchOperation(
            "add", $"/webhooks/{i}/clientConfig/caBundle", JsonValue.Create(Convert.ToBase64String(Encoding.ASCII.GetBytes(bundle))))),
    ]);

    public override string ToString() => $"{Found.Kind} {Found.Metadata.Name}";
}
