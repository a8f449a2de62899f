using System.Text.Json.Nodes;

namespace Onair.Emulator.CloudFront;

/// <summary>A distribution with a known id, for manifests to name. It has no behaviors; its default refuses.</summary>
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
            account.Distributions.Put(account.WithConfig(empty, Config(id)) with { Due = null });
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static JsonObject Config(string id) => new()
    {
        ["CallerReference"] = $"seed-{id}",
        ["Origins"] = new JsonObject
        {
            ["Quantity"] = 1,
            ["Items"] = new JsonArray(new JsonObject
            {
                ["Id"] = "default",
                ["DomainName"] = "default.s3.amazonaws.com",
                ["S3OriginConfig"] = new JsonObject { ["OriginAccessIdentity"] = "" },
            }),
        },
        ["DefaultCacheBehavior"] = new JsonObject
        {
            ["TargetOriginId"] = "default",
            ["ViewerProtocolPolicy"] = "allow-all",
            ["ForwardedValues"] = new JsonObject { ["QueryString"] = false, ["Cookies"] = new JsonObject { ["Forward"] = "none" } },
            ["MinTTL"] = 0,
        },
        ["Comment"] = "Live streams",
        ["Enabled"] = true,
    };
}
