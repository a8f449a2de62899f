using System.Diagnostics;
using System.Text.Json.Nodes;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.Emulator.Mux;

/// <summary>Runs steps of <c>Sdk/sdk.mjs</c> with Mux's Node SDK.</summary>
/// <param name="emulator">What the SDK takes for Mux.</param>
internal sealed class MuxSdk(MuxEmulator emulator)
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Integration", "Emulator", "Mux", "Sdk");

    /// <summary>A file of the packages that package-lock.json pins.</summary>
    public static string Module(params string[] parts) => Path.Combine([Folder, "node_modules", .. parts]);

    /// <summary>Fetches the packages, once.</summary>
    public static async Task InstallAsync()
    {
        if (!File.Exists(Module("@mux", "upchunk", "package.json")))
            await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], "", new Dictionary<string, string>());
    }

    public async Task<JsonNode> StepAsync(string step, JsonObject arguments)
    {
        var output = await RunAsync("node", ["sdk.mjs", step], arguments.ToJsonString(), new Dictionary<string, string>
        {
            ["MUX_BASE_URL"] = emulator.MuxUrl,
            ["MUX_TOKEN_ID"] = "emulator",
            ["MUX_TOKEN_SECRET"] = "emulator-secret",
            ["MUX_WEBHOOK_SECRET"] = MuxEmulator.WebhookSecret,
        });
        return JsonNode.Parse(output)!;
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = await Forks.StartAsync(start);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }
}
