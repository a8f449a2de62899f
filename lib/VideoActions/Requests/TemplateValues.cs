using Onair.Api.VideoAssets;

namespace Onair.VideoActions.Requests;

/// <summary>What templates know. What is null here is empty in a template, and null as JSON.</summary>
public sealed record TemplateValues
{
    /// <summary>The provider's credentials.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = new Dictionary<string, string>();

    /// <summary>The VideoAsset: <c>resource.title</c>, <c>resource.description</c>, <c>resource.public</c>, <c>resource.signed</c>, <c>resource.metadata.name</c>.</summary>
    public VideoAssetSpec? Resource { get; init; }

    /// <summary>Namespace and name of the VideoAsset, <c>resource.namespace</c>, <c>resource.name</c>.</summary>
    public (string Namespace, string Name) ResourceName { get; init; }

    /// <summary>What the service keeps with what it makes.</summary>
    public string? Token { get; init; }

    /// <summary>The upload's id, <c>upload.id</c>.</summary>
    public string? UploadId { get; init; }

    /// <summary>The asset's id, <c>asset.id</c>.</summary>
    public string? AssetId { get; init; }

    /// <summary>What the service is to fetch, <c>source.url</c>. May hold a signature: never logged.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The page of a search, from 1.</summary>
    public int? Page { get; init; }
}
