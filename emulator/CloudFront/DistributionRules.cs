using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.CloudFront;

/// <summary>What CloudFront checks of a DistributionConfig beyond its shape.</summary>
internal static class DistributionRules
{
    /// <exception cref="OperationException">The first rule that is broken.</exception>
    public static void Check(JsonObject config, QuotaOptions quotas)
    {
        CheckQuantities(config, "DistributionConfig");
        var origins = config.Items("Origins.Items").ToList();
        var behaviors = config.Items("CacheBehaviors.Items").ToList();
        if (origins.Count > quotas.Origins) throw new OperationException("TooManyOrigins", $"The quota is {quotas.Origins} origins for a distribution, got {origins.Count}");
        if (behaviors.Count > quotas.CacheBehaviors)
            throw new OperationException("TooManyCacheBehaviors", $"The quota is {quotas.CacheBehaviors} cache behaviors for a distribution, got {behaviors.Count}");
        foreach (var origin in origins) CheckOrigin(origin);
        if (Twice(origins, "Id") is { } id) throw new OperationException("InvalidArgument", $"Origins: the id '{id}' is not unique");
        if (Twice(behaviors, "PathPattern") is { } pattern) throw new OperationException("InvalidArgument", $"CacheBehaviors: the path pattern '{pattern}' is not unique");
        foreach (var behavior in behaviors.Prepend(config["DefaultCacheBehavior"]!)) CheckBehavior(behavior, origins);
    }

    private static void CheckQuantities(JsonNode node, string path)
    {
        if (node is JsonArray list)
        {
            foreach (var (index, item) in list.Index()) CheckQuantities(item!, $"{path}[{index}]");
        }
        else if (node is JsonObject structure)
        {
            var count = structure.Items("Items").Count();
            if (structure.Number("Quantity") is { } quantity && quantity != count)
                throw new OperationException("InconsistentQuantities", $"{path}: Quantity is {quantity}, but there are {count} Items");
            foreach (var (name, value) in structure.Where(m => m.Value is not null)) CheckQuantities(value!, $"{path}.{name}");
        }
    }

    private static string? Twice(IEnumerable<JsonNode> nodes, string member) =>
        nodes.GroupBy(n => n.Text(member)).FirstOrDefault(g => g.Count() > 1)?.Key;

    private static void CheckOrigin(JsonNode origin)
    {
        var domain = origin.Required("DomainName");
        if (domain.Length == 0 || domain.Contains('/', StringComparison.Ordinal))
            throw new OperationException("InvalidOrigin", $"Origins.DomainName: value '{domain}' must be a domain name without scheme and path");
        if (origin.Text("OriginPath") is { Length: > 0 } path && (!path.StartsWith('/') || path.EndsWith('/')))
            throw new OperationException("InvalidArgument", $"Origins.OriginPath: value '{path}' must begin with a slash and not end with one");
        if (origin["CustomOriginConfig"] is null == origin["S3OriginConfig"] is null)
            throw new OperationException("InvalidOrigin", $"Origin '{origin.Text("Id")}' must have exactly one of CustomOriginConfig and S3OriginConfig");
    }

    private static void CheckBehavior(JsonNode behavior, List<JsonNode> origins)
    {
        var target = behavior.Required("TargetOriginId");
        if (origins.All(o => o.Text("Id") != target)) throw new OperationException("NoSuchOrigin", $"One or more of your origins do not exist: '{target}'") { Status = 404 };
        if (behavior["CachePolicyId"] is null && behavior["ForwardedValues"] is null)
            throw new OperationException("InvalidArgument", "The parameter ForwardedValues is required where there is no CachePolicyId");
        var (least, usual, most) = (behavior.Number("MinTTL") ?? 0, behavior.Number("DefaultTTL"), behavior.Number("MaxTTL"));
        if (least > (usual ?? least) || least > (most ?? least) || usual > most)
            throw new OperationException("InvalidTTLOrder", $"MinTTL {least}, DefaultTTL {usual} and MaxTTL {most} must be in ascending order");
    }
}
