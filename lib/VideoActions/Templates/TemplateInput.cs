using Onair.Api.VideoAssets;

namespace Onair.VideoActions.Templates;

/// <summary>The values that templates can use. A null renders as an empty text, or as null in JSON.</summary>
public sealed record TemplateInput
{
    /// <summary>The provider's credentials.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>();

    /// <summary>The VideoAsset: <c>resource.title</c>, <c>resource.description</c>, <c>resource.public</c>, <c>resource.signed</c>, <c>resource.metadata.name</c>.</summary>
    public VideoAssetSpec? Resource { get; init; }

    /// <summary>Namespace and name of the VideoAsset, <c>resource.namespace</c>, <c>resource.name</c>.</summary>
    public (string Namespace, string Name) ResourceName { get; init; }

    /// <summary>The token that the service stores with an upload or asset.</summary>
    public string? Token { get; init; }

    /// <summary>The upload's id, <c>upload.id</c>.</summary>
    public string? UploadId { get; init; }

    /// <summary>The asset's id, <c>asset.id</c>.</summary>
    public string? AssetId { get; init; }

    /// <summary>The URL that the service fetches, <c>source.url</c>. It can contain a signature: never logged.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The result page of a find action, starting at 1.</summary>
    public int? Page { get; init; }
}
