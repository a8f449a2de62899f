using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Emulator.Mux;

/// <summary>Runs steps of <c>Sdk/sdk.mjs</c> with Mux's Node SDK.</summary>
/// <param name="emulator">What the SDK takes for Mux.</param>
internal sealed class MuxSdk(MuxEmulator emulator)
{
    private static readonly NodeProject Project = new("Emulator", "Mux", "Sdk");

    /// <summary>A file of the packages that package-lock.json pins.</summary>
    public static string Module(params string[] parts) => Project.Module(parts);

    /// <summary>Fetches the packages, once.</summary>
    public static Task InstallAsync() => Project.InstallAsync(Module("@mux", "upchunk", "package.json"));

    public async Task<JsonNode> StepAsync(string step, JsonObject arguments)
    {
        var output = await Project.ScriptAsync(["sdk.mjs", step], arguments.ToJsonString(), new Dictionary<string, string>
        {
            ["MUX_BASE_URL"] = emulator.MuxUrl,
            ["MUX_TOKEN_ID"] = "emulator",
            ["MUX_TOKEN_SECRET"] = "emulator-secret",
            ["MUX_WEBHOOK_SECRET"] = MuxEmulator.WebhookSecret,
        });
        return JsonNode.Parse(output)!;
    }
}
