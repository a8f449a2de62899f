namespace Onair.Emulator.S3.Storage;

/// <summary>A bucket's own settings.</summary>
internal sealed record BucketRecord(string Name, string Region, DateTimeOffset Created)
{
    public IReadOnlyList<CorsRule> Cors { get; init; } = [];

    /// <summary>The bucket policy, as it was put; null without one.</summary>
    public string? Policy { get; init; }
}

/// <summary>One rule of a bucket's CORS configuration; origins and headers may hold one <c>*</c>.</summary>
internal sealed record CorsRule(
    string? Id, IReadOnlyList<string> AllowedOrigins, IReadOnlyList<string> AllowedMethods,
    IReadOnlyList<string> AllowedHeaders, IReadOnlyList<string> ExposeHeaders, int? MaxAgeSeconds);
