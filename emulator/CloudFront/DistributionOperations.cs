using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.CloudFront;

/// <summary>Distributions: read-modify-write by ETag.</summary>
internal sealed class DistributionOperations(CloudFrontAccount account)
{
    private static readonly string[] SummaryMembers =
    [
        "Aliases", "Origins", "OriginGroups", "DefaultCacheBehavior", "CacheBehaviors", "CustomErrorResponses", "Comment", "PriceClass",
        "Enabled", "ViewerCertificate", "Restrictions", "WebACLId", "HttpVersion", "IsIPV6Enabled", "Staging",
    ];

    public JsonObject Create(JsonObject input) => Create((JsonObject)input["DistributionConfig"]!, new Dictionary<string, string>());

    public JsonObject CreateWithTags(JsonObject input)
    {
        var both = (JsonObject)input["DistributionConfigWithTags"]!;
        return Create((JsonObject)both["DistributionConfig"]!, Tags.Checked(CloudFrontTags.Read(both["Tags"]), CloudFrontTags.Refusal));
    }

    public JsonObject Get(JsonObject input)
    {
        var row = account.Distribution(input.Required("Id"));
        return new JsonObject { ["Distribution"] = Document(row), ["ETag"] = row.ETag };
    }

    public JsonObject GetConfig(JsonObject input)
    {
        var row = account.Distribution(input.Required("Id"));
        return new JsonObject { ["DistributionConfig"] = row.Config.Copy(), ["ETag"] = row.ETag };
    }

    public JsonObject Update(JsonObject input)
    {
        var config = (JsonObject)input["DistributionConfig"]!;
        lock (account.Gate)
        {
            var row = Matching(input);
            DistributionRules.Check(config, account.Options.Quotas);
            if (config.Text("CallerReference") != row.Config.Text("CallerReference"))
                throw new OperationException("IllegalUpdate", "CallerReference cannot be changed");
            row = account.Distributions.Put(account.WithConfig(row, config));
            return new JsonObject { ["Distribution"] = Document(row), ["ETag"] = row.ETag };
        }
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            var row = Matching(input);
            if (row.Config.Flag("Enabled") || !account.IsDeployed(row))
                throw new OperationException("DistributionNotDisabled", $"The distribution {row.Id} must be disabled and Deployed") { Status = 409 };
            account.Distributions.Remove(row.Id);
            foreach (var invalidation in account.Invalidations.Rows.Where(i => i.DistributionId == row.Id)) account.Invalidations.Remove(invalidation.Id);
            return [];
        }
    }

    public JsonObject List(JsonObject input)
    {
        var marker = input.Text("Marker") ?? "";
        if (!int.TryParse(input.Text("MaxItems") ?? "100", CultureInfo.InvariantCulture, out var size) || size is < 1 or > 100)
            throw new OperationException("InvalidArgument", $"MaxItems: value '{input.Text("MaxItems")}' must be between 1 and 100");
        var rest = account.Distributions.Rows.Where(d => string.CompareOrdinal(d.Id, marker) > 0).ToList();
        var page = rest.Take(size).ToList();
        var list = new JsonObject
        {
            ["Marker"] = marker,
            ["MaxItems"] = size,
            ["IsTruncated"] = rest.Count > size,
            ["Quantity"] = page.Count,
        };
        if (rest.Count > size) list["NextMarker"] = page[^1].Id;
        if (page.Count > 0) list["Items"] = new JsonArray([.. page.Select(Summary)]);
        return new JsonObject { ["DistributionList"] = list };
    }

    private JsonObject Create(JsonObject config, IReadOnlyDictionary<string, string> tags)
    {
        lock (account.Gate)
        {
            var reference = config.Text("CallerReference");
            if (account.Distributions.Rows.FirstOrDefault(d => d.Config.Text("CallerReference") == reference) is { } existing)
                throw new OperationException("DistributionAlreadyExists", $"The caller reference is used by the distribution {existing.Id}");
            DistributionRules.Check(config, account.Options.Quotas);
            var quota = account.Options.Quotas.Distributions;
            if (account.Distributions.Rows.Count >= quota) throw new OperationException("TooManyDistributions", $"The quota is {quota} distributions");
            var empty = new Distribution { Id = CloudFrontAccount.NewId(), ETag = "", Config = [], Tags = tags };
            var row = account.Distributions.Put(account.WithConfig(empty, config));
            return new JsonObject
            {
                ["Distribution"] = Document(row),
                ["ETag"] = row.ETag,
                ["Location"] = $"https://cloudfront.amazonaws.com/2020-05-31/distribution/{row.Id}",
            };
        }
    }

    private Distribution Matching(JsonObject input)
    {
        var row = account.Distribution(input.Required("Id"));
        var version = input.Text("If-Match");
        if (string.IsNullOrEmpty(version))
            throw new OperationException("InvalidIfMatchVersion", "The If-Match version is missing or not valid for the distribution.");
        return version.Trim('"') == row.ETag
            ? row
            : throw new OperationException("PreconditionFailed", "The request failed because it didn't meet the preconditions in one or more request-header fields.");
    }

    private JsonObject Document(Distribution row)
    {
        var document = Head(row);
        document["InProgressInvalidationBatches"] = account.Invalidations.Rows.Count(i => i.DistributionId == row.Id && i.Due > account.Now);
        document["ActiveTrustedSigners"] = new JsonObject { ["Enabled"] = false, ["Quantity"] = 0 };
        document["ActiveTrustedKeyGroups"] = new JsonObject { ["Enabled"] = false, ["Quantity"] = 0 };
        document["DistributionConfig"] = row.Config.Copy();
        return document;
    }

    private JsonObject Summary(Distribution row)
    {
        var document = Head(row);
        document["ETag"] = row.ETag;
        foreach (var member in SummaryMembers.Where(m => row.Config[m] is not null)) document[member] = row.Config[member]!.DeepClone();
        return document;
    }

    private JsonObject Head(Distribution row) => new()
    {
        ["Id"] = row.Id,
        ["ARN"] = account.Arn(row.Id),
        ["Status"] = account.IsDeployed(row) ? "Deployed" : "InProgress",
        ["LastModifiedTime"] = CloudFrontAccount.Iso8601(row.LastModified),
        ["DomainName"] = $"{row.Id.ToLowerInvariant()}.cloudfront.net",
    };
}
