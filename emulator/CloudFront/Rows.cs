using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Emulator.CloudFront;

/// <summary>A distribution.</summary>
internal sealed record Distribution
{
    public required string Id { get; init; }

    /// <summary>Version of the configuration.</summary>
    public required string ETag { get; init; }

    /// <summary>When the configuration is Deployed; null once it is.</summary>
    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset LastModified { get; init; }

    /// <summary>DistributionConfig with defaults filled in.</summary>
    public required JsonObject Config { get; init; }

    /// <summary>The configuration that was Deployed last: viewers are served by it until <see cref="Config"/> is. Null when none was.</summary>
    public JsonObject? Deployed { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>An invalidation.</summary>
internal sealed record Invalidation
{
    public required string Id { get; init; }

    public required string DistributionId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is Completed.</summary>
    public DateTimeOffset Due { get; init; }

    /// <summary>InvalidationBatch as given.</summary>
    public required JsonObject Batch { get; init; }
}

[JsonSerializable(typeof(Distribution))]
[JsonSerializable(typeof(Invalidation))]
internal sealed partial class CloudFrontJson : JsonSerializerContext;
