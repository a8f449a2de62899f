using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Tests.Integration.Api;

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
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Integration", "Events", "Formats", "Receiver");

    /// <summary>Fetches the packages that package-lock.json pins, once.</summary>
    public static async Task InstallAsync()
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", "standardwebhooks", "package.json")))
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], "");
    }

    /// <summary>For each request an object with <c>verified</c>, <c>error</c>, <c>mode</c> and <c>events</c>.</summary>
    public static async Task<IReadOnlyList<JsonObject>> ReceiveAsync(IEnumerable<ReceivedRequest> requests)
    {
        var output = await RunAsync("node", ["verify.mjs", Path.Combine(Checkout.Root, "docs", "schemas")], JsonSerializer.Serialize(requests, CamelCase));
        return [.. JsonNode.Parse(output)!.AsArray().Select(result => result!.AsObject())];
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = await Forks.StartAsync(start);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }
}
