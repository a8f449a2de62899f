using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.HlsBroadcasts.Viewers;

/// <summary>
/// Whether a bucket policy lets somebody read an object ("Policy evaluation logic", IAM user guide). What it does not understand, such as a
/// condition by address, makes it unsure: it never claims what may be wrong. Pure.
/// </summary>
internal static class ReadPolicy
{
    /// <summary>True or false; null when the policy has something that is not understood here.</summary>
    /// <param name="policy">The policy; null when the bucket has none.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="key">Key of the object.</param>
    /// <param name="reader">Who reads it.</param>
    public static bool? Allows(string? policy, string bucket, string key, PolicyReader reader)
    {
        if (policy is null) return false;
        try
        {
            List<(bool Allow, bool? Match)> found = [.. Statements(policy).Select(s => ((string?)s["Effect"] == "Allow", Match(s, $"s3:::{bucket}/{key}", reader)))];
            if (found.Contains((false, true))) return false;
            if (found.Contains((false, null))) return null;
            return found.Contains((true, true)) ? true : found.Contains((true, null)) ? null : false;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonObject> Statements(string policy) => JsonNode.Parse(policy)?["Statement"] switch
    {
        JsonArray many => many.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    private static bool? Match(JsonObject statement, string resource, PolicyReader reader)
    {
        if (statement["NotPrincipal"] is not null || statement["NotAction"] is not null || statement["NotResource"] is not null) return null;
        if (!Texts(statement["Action"]).Any(a => Like(a.ToLowerInvariant(), "s3:getobject"))) return false;
        if (!Texts(statement["Resource"]).Any(r => Like(WithoutPartition(r), resource))) return false;
        return And(Principal(statement["Principal"], reader), Conditions(statement["Condition"] as JsonObject, reader));
    }

    private static bool? Principal(JsonNode? principal, PolicyReader reader)
    {
        if (principal is JsonValue) return Texts(principal).Contains("*");
        if (principal is not JsonObject named) return false;
        List<string> accounts = [.. Texts(named["AWS"])];
        if (accounts.Contains("*")) return true;
        if (reader.Service is { } service && Texts(named["Service"]).Contains(service)) return true;
        if (reader.Identity is not { } identity) return false;
        if (accounts.Exists(a => a.EndsWith($" {identity}", StringComparison.Ordinal))) return true;
        // The canonical user of an identity has another id.
        return named["CanonicalUser"] is null ? false : null;
    }

    private static bool? Conditions(JsonObject? conditions, PolicyReader reader)
    {
        bool? all = true;
        foreach (var (test, keys) in conditions ?? [])
            foreach (var (key, values) in keys as JsonObject ?? [])
                all = And(all, Condition(test, key, [.. Texts(values)], reader));
        return all;
    }

    private static bool? Condition(string test, string key, List<string> values, PolicyReader reader)
    {
        // Viewers' URLs are HTTPS, and so are CloudFront's requests to S3.
        if (test == "Bool" && Is(key, "aws:SecureTransport")) return values.Contains("true", StringComparer.OrdinalIgnoreCase);
        var actual = Is(key, "aws:SourceArn") ? reader.SourceArn : Is(key, "aws:SourceAccount") ? reader.SourceAccount : null;
        return (test, actual) switch
        {
            (_, null) => Is(key, "aws:SourceArn") || Is(key, "aws:SourceAccount") ? false : null,
            ("StringEquals", _) => values.Contains(actual),
            ("StringLike" or "ArnLike" or "ArnEquals", _) => values.Exists(v => Like(v, actual)),
            _ => null,
        };
    }

    private static bool? And(bool? one, bool? other) => one == false || other == false ? false : one == true && other == true ? true : null;

    private static bool Is(string key, string name) => string.Equals(key, name, StringComparison.OrdinalIgnoreCase);

    private static string WithoutPartition(string arn) => arn.Split(':', 3) is ["arn", _, var rest] ? rest : arn;

    // IAM has the wildcards of CloudFront.
    private static bool Like(string pattern, string text) => PathPattern.Matches(pattern, text);

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray many => many.OfType<JsonValue>().Select(v => v.ToString()),
        JsonValue one => [one.ToString()],
        _ => [],
    };
}
