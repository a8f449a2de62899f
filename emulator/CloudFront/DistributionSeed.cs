using System.Text.Json.Nodes;

namespace Onair.Emulator.CloudFront;

/// <summary>A distribution with a known id, for manifests to name. Its default refuses; below <c>/hls/</c> it serves a bucket, if there is one.</summary>
internal sealed class DistributionSeed(CloudFrontAccount account) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var id = account.Options.Seed.DistributionId;
        lock (account.Gate)
        {
            if (id.Length == 0 || account.Distributions.TryGet(id, out _)) return Task.CompletedTask;
            var empty = new Distribution { Id = id, ETag = "", Config = [] };
            account.Distributions.Put(account.WithConfig(empty, Config(id, account.Options.Seed.HlsBucket)) with { Due = null });
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static JsonObject Config(string id, string bucket)
    {
        var config = new JsonObject
        {
            ["CallerReference"] = $"seed-{id}",
            ["Origins"] = Items([Origin("default", "default", ""), .. bucket.Length > 0 ? [Origin("broadcasts", bucket, "EONAIRHLS")] : Array.Empty<JsonObject>()]),
            ["DefaultCacheBehavior"] = Behavior("default"),
            ["Comment"] = "Live streams",
            ["Enabled"] = true,
        };
        if (bucket.Length == 0) return config;
        var behavior = Behavior("broadcasts");
        behavior["PathPattern"] = "hls/*";
        config["CacheBehaviors"] = Items([behavior]);
        return config;
    }

    private static JsonObject Origin(string id, string bucket, string accessControl) => new()
    {
        ["Id"] = id,
        ["DomainName"] = $"{bucket}.s3.amazonaws.com",
        ["OriginAccessControlId"] = accessControl,
        ["S3OriginConfig"] = new JsonObject { ["OriginAccessIdentity"] = "" },
    };

    private static JsonObject Behavior(string origin) => new()
    {
        ["TargetOriginId"] = origin,
        ["ViewerProtocolPolicy"] = "allow-all",
        ["ForwardedValues"] = new JsonObject { ["QueryString"] = false, ["Cookies"] = new JsonObject { ["Forward"] = "none" } },
        ["MinTTL"] = 0,
    };

    private static JsonObject Items(IReadOnlyCollection<JsonObject> items) => new() { ["Quantity"] = items.Count, ["Items"] = new JsonArray([.. items]) };
}
