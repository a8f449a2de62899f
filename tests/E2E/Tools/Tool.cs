using System.Diagnostics;

namespace Onair.Tests.E2E.Tools;

/// <summary>A program that was run to its end.</summary>
internal sealed record Tool(string Command, int ExitCode, string Output, string Errors, TimeSpan Took)
{
    /// <summary>Runs a program; killed after the timeout, which is an error of the test. Variables, unlike arguments, may be secrets.</summary>
    public static async Task<Tool> RunAsync(
        string file, IReadOnlyList<string> arguments, TimeSpan timeout, string input = "", string? folder = null,
        Dictionary<string, string>? variables = null)
    {
        var command = $"{file} {string.Join(' ', arguments)}";
        var watch = Stopwatch.StartNew();
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in variables ?? []) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(timeout);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command}: still running after {timeout}: {await errors}");
        }

        return new(command, process.ExitCode, await output, await errors, watch.Elapsed);
    }

    /// <summary>The output, or an exception with the complaint.</summary>
    public string Succeeded() =>
        ExitCode == 0 ? Output : throw new InvalidOperationException($"{Command}: exit {ExitCode}: {Errors}{Output}");

    /// <summary>The complaint, or an exception when there was none.</summary>
    public string Failed() => ExitCode != 0 ? Errors : throw new InvalidOperationException($"{Command}: was to fail, and did not: {Output}");
}
