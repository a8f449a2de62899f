using System.Diagnostics;

namespace Onair.Tests.Integration;

/// <summary>A folder with a package-lock.json and scripts for Node.</summary>
/// <param name="folder">Its path below tests/Integration.</param>
internal sealed class NodeProject(params string[] folder)
{
    // Tests of two classes would fetch into the same folder at once.
    private static readonly SemaphoreSlim Installing = new(1);

    private readonly string _folder = Path.Combine([Checkout.Root, "tests", "Integration", .. folder]);

    /// <summary>A file of the packages that package-lock.json pins.</summary>
    public string Module(params string[] parts) => Path.Combine([_folder, "node_modules", .. parts]);

    /// <summary>Fetches the packages, once: unless a file of them is there.</summary>
    public async Task InstallAsync(string file)
    {
        await Installing.WaitAsync();
        try
        {
            if (!File.Exists(file)) await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], "");
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <summary>Runs a script with a text as its input; what it prints.</summary>
    public Task<string> ScriptAsync(string[] arguments, string input, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? limit = null) =>
        RunAsync("node", arguments, input, environment, limit);

    private async Task<string> RunAsync(string program, string[] arguments, string input, IReadOnlyDictionary<string, string>? environment = null, TimeSpan? most = null)
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = await Forks.StartAsync(start);
        using var limit = new CancellationTokenSource(most ?? TimeSpan.FromMinutes(3));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }
}
