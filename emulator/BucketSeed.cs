using System.Text.Json.Nodes;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator;

/// <summary>Creates the buckets that exist from the first start on, and lets the seeded distribution read the one that it serves.</summary>
internal sealed class BucketSeed(ObjectStore store, EmulatorOptions options) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var bucket in options.Seed.Buckets) store.TryCreate(bucket, options.Region);
        if (options.Seed is { HlsBucket.Length: > 0, DistributionId.Length: > 0 } && store.Find(options.Seed.HlsBucket) is { Record.Policy: null } served)
            served.Configure(b => b with { Policy = Policy(b.Name) });
        return Task.CompletedTask;
    }

    // "Give the origin access control permission to access the S3 bucket" (CloudFront guide).
    private string Policy(string bucket) => new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Sid"] = "Viewers",
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { ["Service"] = "cloudfront.amazonaws.com" },
            ["Action"] = "s3:GetObject",
            ["Resource"] = $"arn:aws:s3:::{bucket}/hls/*",
            ["Condition"] = new JsonObject
            {
                ["StringEquals"] = new JsonObject { ["aws:SourceArn"] = $"arn:aws:cloudfront::{options.AccountId}:distribution/{options.Seed.DistributionId}" },
            },
        }),
    }.ToJsonString();

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
