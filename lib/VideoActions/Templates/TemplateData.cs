using Onair.Api.VideoAssets;

namespace Onair.VideoActions.Templates;

/// <summary>The data that a template is rendered with: values by their names in templates.</summary>
/// <param name="values">Values by their full names.</param>
/// <param name="variables">The provider's variables.</param>
/// <param name="credentials">The provider's credentials; null to use a sample value for each.</param>
/// <param name="metadata">The resource's metadata.</param>
internal sealed class TemplateData(
    IReadOnlyDictionary<string, object?> values, IReadOnlyDictionary<string, string> variables,
    IReadOnlyDictionary<string, string>? credentials, IReadOnlyDictionary<string, string> metadata)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Returns a value; null when it is absent.</summary>
    public object? this[string path] => path.Split('.') switch
    {
        ["variables", var name] => variables.GetValueOrDefault(name),
        ["credentials", var key] => credentials is null ? "sample" : credentials.GetValueOrDefault(key),
        ["resource", "metadata", var name] => metadata.GetValueOrDefault(name),
        _ => values.GetValueOrDefault(path),
    };

    /// <summary>Data for requests. Without credentials, each has a sample value.</summary>
    public static TemplateData Of(TemplateInput values, IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, string>? credentials)
    {
        var (resource, upload) = (values.Resource, values.Resource?.Source.DirectUpload);
        return new(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["token"] = values.Token,
                ["page"] = values.Page,
                ["upload.id"] = values.UploadId,
                ["upload.corsOrigin"] = upload?.CorsOrigin,
                ["upload.timeoutSeconds"] = upload?.TimeoutSeconds,
                ["asset.id"] = values.AssetId,
                ["source.url"] = values.SourceUrl,
                ["resource.title"] = resource?.Title,
                ["resource.description"] = resource?.Description,
                ["resource.public"] = resource is { PlaybackPolicy: PlaybackPolicy.Public },
                ["resource.signed"] = resource is { PlaybackPolicy: PlaybackPolicy.Signed },
                ["resource.namespace"] = values.ResourceName.Namespace,
                ["resource.name"] = values.ResourceName.Name,
            },
            variables, credentials, resource?.Metadata ?? None);
    }

    /// <summary>Data for viewers' URLs.</summary>
    public static TemplateData Of(
        ThumbnailSpec thumbnail, string assetId, string playbackId, string? token, IReadOnlyDictionary<string, string> variables) => new(
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["asset.id"] = assetId,
            ["playback.id"] = playbackId,
            ["playback.token"] = token,
            ["thumbnail.timeSeconds"] = thumbnail.TimeSeconds,
            ["thumbnail.width"] = thumbnail.Width,
            ["thumbnail.height"] = thumbnail.Height,
            ["thumbnail.format"] = thumbnail.Format switch { ThumbnailFormat.Png => "png", ThumbnailFormat.WebP => "webp", _ => "jpg" },
        },
        variables, None, None);
}
