using System.Text.RegularExpressions;

namespace Onair.Tests.Support;

/// <summary>The shell commands of a page of docs/: blocks marked <c>sh</c>, by the heading above them.</summary>
public static partial class DocumentedCommands
{
    /// <summary>The commands below each heading of the second level, in order.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(string page)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", page));
        return Section().Split(text).Skip(1).ToDictionary(
            s => s[..s.IndexOf('\n', StringComparison.Ordinal)], s => (IReadOnlyList<string>)[.. Commands().Matches(s).Select(m => m.Groups[1].Value)], StringComparer.Ordinal);
    }

    /// <summary>The manifests of a page: blocks marked <c>yaml</c>, in order.</summary>
    public static async Task<IReadOnlyList<string>> ManifestsAsync(string page) =>
        [.. Manifests().Matches(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", page))).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex("^```sh\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Manifests();
}
