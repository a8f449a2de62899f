using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Tests.Bench.Gateway;

/// <summary>What wrk measured.</summary>
/// <param name="Requests">Requests that were answered.</param>
/// <param name="PerSecond">Requests per second.</param>
/// <param name="P50">The median, in milliseconds.</param>
/// <param name="P99">The 99th percentile, in milliseconds.</param>
/// <param name="Failed">Responses other than 2xx and 3xx, and broken connections.</param>
internal sealed partial record Wrk(long Requests, double PerSecond, double P50, double P99, long Failed)
{
    /// <summary>Eight connections that each send the next request once the last one is answered.</summary>
    public const int Connections = 8;

    /// <summary>Sends the request again and again for a time.</summary>
    public static async Task<Wrk> RunAsync(string url, string token, TimeSpan length)
    {
        string[] arguments =
        [
            "--threads", "1", "--timeout", "10s", "--connections", $"{Connections}", "--duration", string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds}s"), "--latency",
            "--header", $"Authorization: Bearer {token}", url,
        ];
        using var process = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Parse(output) : throw new InvalidOperationException($"wrk failed: {output}");
    }

    private static Wrk Parse(string output)
    {
        var errors = Errors().Match(output);
        return new(
            long.Parse(Sent().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Milliseconds(Half().Match(output)), Milliseconds(Most().Match(output)),
            Count(Refused().Match(output), 1) + Enumerable.Range(1, 4).Sum(i => Count(errors, i)));
    }

    private static long Count(Match match, int group) => match.Success ? long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static double Milliseconds(Match match) =>
        double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };

    [GeneratedRegex(@"^\s+50%\s+([0-9.]+)(us|ms|s)", RegexOptions.Multiline)]
    private static partial Regex Half();

    [GeneratedRegex(@"^\s+99%\s+([0-9.]+)(us|ms|s)", RegexOptions.Multiline)]
    private static partial Regex Most();

    [GeneratedRegex(@"^\s+([0-9]+) requests in", RegexOptions.Multiline)]
    private static partial Regex Sent();

    [GeneratedRegex(@"^Requests/sec:\s+([0-9.]+)", RegexOptions.Multiline)]
    private static partial Regex Rate();

    [GeneratedRegex(@"Non-2xx or 3xx responses: ([0-9]+)")]
    private static partial Regex Refused();

    [GeneratedRegex(@"Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+), timeout ([0-9]+)")]
    private static partial Regex Errors();
}
