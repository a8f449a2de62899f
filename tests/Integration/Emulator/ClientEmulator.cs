using System.Diagnostics;
using System.Globalization;

namespace Onair.Tests.Integration.Emulator;

/// <summary>An emulator that foreign clients are run against, with a bucket and a distribution.</summary>
public sealed class ClientEmulator(double delayScale) : EmulatorProcess(new Dictionary<string, string>
{
    ["Emulator__DelayScale"] = delayScale.ToString(CultureInfo.InvariantCulture),
    ["Emulator__Seed__Buckets__0"] = "archive",
    ["Emulator__Seed__DistributionId"] = "ESEED",
})
{
    public static async Task<ClientEmulator> StartedAsync(double delayScale = 0.02)
    {
        var emulator = new ClientEmulator(delayScale);
        await emulator.StartAsync();
        return emulator;
    }

    /// <summary>Path of a script beside the tests.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Emulator", name);

    /// <summary>Runs a client with this emulator as its AWS and returns what it printed.</summary>
    public async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ENDPOINT"] = Url;
        start.Environment["AWS_ACCESS_KEY_ID"] = AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = Region;
        start.Environment["AWS_PAGER"] = "";
        using var client = Process.Start(start)!;
        var (output, errors) = (client.StandardOutput.ReadToEndAsync(), client.StandardError.ReadToEndAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        try
        {
            await client.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            client.Kill(entireProcessTree: true);
            throw;
        }

        client.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }
}
