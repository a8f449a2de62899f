using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Events.Formats;

/// <summary>A request as a receiver of events got it.</summary>
/// <param name="Headers">With those of the signature, if it is signed.</param>
/// <param name="Body">As it came.</param>
internal sealed record ReceivedRequest(IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>What the receiver verifies with: <c>whsec_…</c>; null when it does not.</summary>
    public string? Secret { get; init; }

    /// <summary>When it came, in Unix seconds; null: now. Signatures are good for five minutes.</summary>
    public long? ReceivedAt { get; init; }
}

/// <summary>What the libraries that receivers use make of requests: standardwebhooks, cloudevents, ajv. See <c>Receiver/verify.mjs</c>.</summary>
internal static class Receiver
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);
    private static readonly NodeProject Project = new("Events", "Formats", "Receiver");

    /// <summary>Fetches the packages that package-lock.json pins, once.</summary>
    public static Task InstallAsync() => Project.InstallAsync(Project.Module("standardwebhooks", "package.json"));

    /// <summary>For each request an object with <c>verified</c>, <c>error</c>, <c>mode</c> and <c>events</c>.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ReceiveAsync(IEnumerable<ReceivedRequest> requests)
    {
        var output = await Project.ScriptAsync(["verify.mjs", Path.Combine(Checkout.Root, "docs", "schemas")], JsonSerializer.Serialize(requests, CamelCase));
        return [.. JsonNode.Parse(output)!.AsArray().Select(result => result!.AsObject())];
    }
}
