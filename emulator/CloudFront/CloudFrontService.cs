using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;

namespace Onair.Emulator.CloudFront;

/// <summary>Amazon CloudFront.</summary>
internal sealed class CloudFrontService(
    DistributionOperations distributions, InvalidationOperations invalidations, CloudFrontTags tags) : IAwsService
{
    /// <inheritdoc/>
    public string Service => "cloudfront";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Handlers { get; } = new Dictionary<string, Func<JsonObject, JsonObject>>
    {
        ["CreateDistribution"] = distributions.Create,
        ["CreateDistributionWithTags"] = distributions.CreateWithTags,
        ["GetDistribution"] = distributions.Get,
        ["GetDistributionConfig"] = distributions.GetConfig,
        ["UpdateDistribution"] = distributions.Update,
        ["DeleteDistribution"] = distributions.Delete,
        ["ListDistributions"] = distributions.List,
        ["TagResource"] = tags.Tag,
        ["UntagResource"] = tags.Untag,
        ["ListTagsForResource"] = tags.List,
        ["CreateInvalidation"] = invalidations.Create,
        ["GetInvalidation"] = invalidations.Get,
    };
}
