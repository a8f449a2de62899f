using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;

namespace Onair.Kubernetes.Secrets;

/// <summary>What Onair writes into a Secret.</summary>
/// <param name="Name">Name of the Secret.</param>
/// <param name="Entries">Its entries; null removes one.</param>
public sealed record SecretContent(string Name, IReadOnlyDictionary<string, byte[]?> Entries)
{
    /// <summary>Its type, which never changes.</summary>
    public string Type { get; init; } = "Opaque";

    /// <summary>Its annotations; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Annotations { get; init; } = new Dictionary<string, string?>();

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether an annotation says which entries Onair wrote: see <see cref="SecretSeal"/>.</summary>
    public bool IsSealed { get; init; }

    /// <summary>Whether nobody may change the entries.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>Entries with text; null removes one.</summary>
    public static SecretContent Of(string name, IReadOnlyDictionary<string, string?> values) =>
        new(name, values.ToDictionary(v => v.Key, v => v.Value is { } text ? Encoding.UTF8.GetBytes(text) : null));

    /// <summary>An entry with text.</summary>
    public static SecretContent Of(string name, string entry, string value) => Of(name, new Dictionary<string, string?> { [entry] = value });

    /// <summary>A record prints its members, and these must not appear in a log.</summary>
    public override string ToString() => Name;

    /// <summary>The Secret to create.</summary>
    internal V1Secret Create(string? ns, V1OwnerReference? owner) => new()
    {
        Metadata = new()
        {
            Name = Name,
            NamespaceProperty = ns,
            Annotations = Sealed().Where(a => a.Value is not null).ToDictionary(a => a.Key, a => a.Value!),
            Labels = Labels.ToDictionary(),
            OwnerReferences = owner is null ? null : [owner],
        },
        Type = Type,
        Immutable = IsImmutable ? true : null,
        Data = Present(),
    };

    /// <summary>The change of a Secret of this version. What others have added stays.</summary>
    internal JsonObject Change(string? version) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = version,
            ["annotations"] = new JsonObject(Sealed().Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
            ["labels"] = new JsonObject(Labels.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
        },
        ["data"] = new JsonObject(Entries.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)(e.Value is { } value ? Convert.ToBase64String(value) : null)))),
    };

    private Dictionary<string, byte[]> Present() => Entries.Where(e => e.Value is not null).ToDictionary(e => e.Key, e => e.Value!);

    private Dictionary<string, string?> Sealed() =>
        IsSealed ? new(Annotations) { [SecretSeal.Annotation] = SecretSeal.Of(Present()) } : new(Annotations);
}
