namespace Onair.VideoActions.Templates;

/// <summary>The values that an action's templates can use in addition to variables and credentials.</summary>
/// <param name="Names">Names of values; <c>.*</c> stands for names that users choose.</param>
internal sealed record TemplateScope(params IReadOnlyList<string> Names)
{
    private static readonly string[] Resource =
    [
        "resource.title", "resource.description", "resource.public", "resource.signed", "resource.namespace", "resource.name", "resource.metadata.*",
    ];

    private static readonly HashSet<string> Optional = new(StringComparer.Ordinal)
    {
        "upload.corsOrigin", "resource.title", "resource.description", "thumbnail.height",
    };

    /// <summary>Headers of all requests.</summary>
    public static readonly TemplateScope All = new();

    /// <summary>createUpload.</summary>
    public static readonly TemplateScope CreateUpload = new(["token", "upload.corsOrigin", "upload.timeoutSeconds", .. Resource]);

    /// <summary>createAsset.</summary>
    public static readonly TemplateScope CreateAsset = new(["token", "source.url", .. Resource]);

    /// <summary>getUpload and cancelUpload.</summary>
    public static readonly TemplateScope Upload = new("upload.id");

    /// <summary>getAsset, inspectAsset and deleteAsset.</summary>
    public static readonly TemplateScope Asset = new("asset.id");

    /// <summary>findUpload and findAsset.</summary>
    public static readonly TemplateScope Find = new("token", "page");

    /// <summary>playback and storyboard.</summary>
    public static readonly TemplateScope View = new("playback.id", "asset.id");

    /// <summary>thumbnail.</summary>
    public static readonly TemplateScope Thumbnail =
        new("playback.id", "asset.id", "thumbnail.timeSeconds", "thumbnail.width", "thumbnail.height", "thumbnail.format");

    /// <summary>Adds the playback token.</summary>
    public TemplateScope WithToken() => new([.. Names, "playback.token"]);

    /// <summary>Whether the scope has a value of that name.</summary>
    public bool Knows(string path) =>
        Names.Contains(path) || (path.StartsWith("resource.metadata.", StringComparison.Ordinal) && path.Count(c => c == '.') == 2 && Names.Contains("resource.metadata.*"));

    /// <summary>Whether a value can be empty. Without a required value, a request would address something else.</summary>
    public static bool IsOptional(string path) =>
        Optional.Contains(path) || path.StartsWith("resource.metadata.", StringComparison.Ordinal) || path.StartsWith("variables.", StringComparison.Ordinal);
}
