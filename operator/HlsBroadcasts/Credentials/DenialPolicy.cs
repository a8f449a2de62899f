using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Operator.HlsBroadcasts.Credentials;

/// <summary>
/// The statements of a bucket policy that deny revoked sessions. There is one for each hour in which credentials end, with all sessions of that
/// hour, and its Sid says when it is of no use any more: whoever writes the policy next drops it. Statements of others stay as they are. Pure.
/// </summary>
internal static class DenialPolicy
{
    private const string Prefix = "OnairRevokedUntil";
    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    // A margin for what was issued while its limit was recorded.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(15);

    /// <summary>Whether the policy denies a session.</summary>
    /// <param name="policy">The policy; null when the bucket has none.</param>
    /// <param name="session">ARN of the session.</param>
    public static bool Denies(string? policy, string session) =>
        policy is not null && Statements(Parse(policy)).Any(statement => UntilOf(statement) is not null && Sessions(statement).Contains(session));

    /// <summary>The policy with the denial of a session, and without denials that have passed.</summary>
    /// <param name="policy">The policy; null when the bucket has none.</param>
    /// <param name="bucket">ARN of the bucket.</param>
    /// <param name="session">ARN of the session.</param>
    /// <param name="until">When the last credentials of the session expire.</param>
    /// <param name="now">The time.</param>
    public static string With(string? policy, string bucket, string session, DateTimeOffset until, DateTimeOffset now)
    {
        var document = policy is null ? new JsonObject { ["Version"] = "2012-10-17" } : Parse(policy);
        var kept = Pruned(document, now, except: session);
        var end = (until + Margin).UtcDateTime;
        var hour = new DateTime(end.Year, end.Month, end.Day, end.Hour, 0, 0, DateTimeKind.Utc).AddHours(1);
        var sid = Prefix + hour.ToString(Format, CultureInfo.InvariantCulture);
        var same = kept.FirstOrDefault(s => (string?)s["Sid"] == sid);
        string[] sessions = [.. same is null ? [] : Sessions(same), session];
        if (same is not null) kept.Remove(same);
        kept.Add(Statement(sid, bucket, sessions));
        document["Statement"] = new JsonArray([.. kept]);
        return document.ToJsonString();
    }

    /// <summary>The policy without the denial of a session and without those that have passed; null when nothing is left of it.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="session">ARN of the session.</param>
    /// <param name="now">The time.</param>
    public static string? Without(string policy, string session, DateTimeOffset now)
    {
        var document = Parse(policy);
        var kept = Pruned(document, now, except: session);
        if (kept.Count == 0) return null;
        document["Statement"] = new JsonArray([.. kept]);
        return document.ToJsonString();
    }

    private static JsonObject Statement(string sid, string bucket, IEnumerable<string> sessions) => new()
    {
        ["Sid"] = sid,
        ["Effect"] = "Deny",
        ["Principal"] = new JsonObject { ["AWS"] = new JsonArray([.. sessions.Select(s => (JsonNode)s)]) },
        ["Action"] = "s3:*",
        ["Resource"] = $"{bucket}/*",
    };

    private static List<JsonObject> Pruned(JsonObject document, DateTimeOffset now, string except)
    {
        var kept = new List<JsonObject>();
        foreach (var statement in Statements(document))
        {
            var copy = (JsonObject)statement.DeepClone();
            if (UntilOf(statement) is { } until)
            {
                string[] others = [.. Sessions(statement).Where(s => s != except)];
                if (until <= now || others.Length == 0) continue;
                copy["Principal"] = new JsonObject { ["AWS"] = new JsonArray([.. others.Select(s => (JsonNode)s)]) };
            }

            kept.Add(copy);
        }

        return kept;
    }

    private static IEnumerable<JsonObject> Statements(JsonObject document) => document["Statement"] switch
    {
        JsonArray many => many.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    /// <summary>When one of our statements is of no use any more; null for a statement of somebody else.</summary>
    private static DateTimeOffset? UntilOf(JsonObject statement) =>
        statement["Sid"] is JsonValue sid && sid.TryGetValue<string>(out var text) && text.StartsWith(Prefix, StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(text[Prefix.Length..], Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until : null;

    // S3 writes a list of one as a string.
    private static IEnumerable<string> Sessions(JsonObject statement) => statement["Principal"]?["AWS"] switch
    {
        JsonArray many => many.Select(s => (string?)s).OfType<string>(),
        JsonValue one => [(string?)one ?? ""],
        _ => [],
    };

    private static JsonObject Parse(string policy) =>
        JsonNode.Parse(policy) as JsonObject ?? throw new JsonException("the bucket policy must be a JSON object");
}
