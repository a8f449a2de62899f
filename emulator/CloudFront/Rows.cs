using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Emulator.CloudFront;

/// <summary>A distribution.</summary>
internal sealed record Distribution
{
    public required string Id { get; init; }

    /// <summary>Version of the configuration.</summary>
    public required string ETag { get; init; }

    /// <summary>When the deployment in progress ends; null when every edge location has <see cref="Config"/>.</summary>
    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset LastModified { get; init; }

    /// <summary>DistributionConfig with defaults filled in.</summary>
    public required JsonObject Config { get; init; }

    /// <summary>What viewers are served by until the deployment in progress ends; null when nothing was deployed before.</summary>
    public JsonObject? Deployed { get; init; }

    /// <summary>What is being deployed, if <see cref="Config"/> was changed meanwhile: it is deployed next. Null otherwise.</summary>
    public JsonObject? Deploying { get; init; }

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
