using System.Globalization;
using System.Text.Json.Nodes;

namespace Onair.Tests.Support;

/// <summary>
/// What tests measure, for a benchmark that is made of them: a line of JSON for each in the file that the environment variable ONAIR_FIGURES
/// names. Without the variable nothing is kept.
/// </summary>
internal static class Figures
{
    private static readonly string? File = Environment.GetEnvironmentVariable("ONAIR_FIGURES");

    /// <summary>Keeps the figures of one measurement.</summary>
    /// <param name="kind">What was measured, e.g. <c>kill</c>.</param>
    /// <param name="name">Which of its kind, e.g. <c>encoder</c>.</param>
    /// <param name="figures">Seconds, megabytes, shares of 1.</param>
    public static void Add(string kind, string name, JsonObject figures)
    {
        if (string.IsNullOrEmpty(File)) return;
        figures.Insert(0, "kind", kind);
        figures.Insert(1, "name", name);
        figures["at"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        figures["cores"] = Environment.ProcessorCount;
        figures["load"] = double.Parse(System.IO.File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
        System.IO.File.AppendAllText(File, figures.ToJsonString() + "\n");
    }
}
