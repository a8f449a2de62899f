using System.Text.RegularExpressions;

namespace Onair.Tests.Integration.InvalidManifests;

/// <summary>A manifest below tests/InvalidManifests, with what is said of it.</summary>
/// <param name="Text">The manifest.</param>
/// <param name="Expected">What kubectl says when the webhook is there.</param>
/// <param name="Violations">What the condition says when it is not: <c>field: kind: rule</c>; none where the schema refuses.</param>
internal sealed partial record InvalidManifest(string Text, string Expected, IReadOnlyList<string> Violations)
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "InvalidManifests");

    /// <summary>The names of all, relative to the folder.</summary>
    public static TheoryData<string> All =>
        [.. Directory.GetFiles(Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal)];

    /// <summary>Its kind as kubectl takes it, e.g. <c>livestream</c>.</summary>
    public string Kind => KindLine().Match(Text).Groups[1].Value.ToLowerInvariant();

    public string Name => NameLine().Match(Text).Groups[1].Value;

    /// <summary>With <c>.condition</c> beside it where the operator uses other words than the webhook.</summary>
    public static async Task<InvalidManifest> ReadAsync(string name)
    {
        var file = Path.Combine(Folder, name);
        var expected = await File.ReadAllTextAsync(Path.ChangeExtension(file, ".expected"));
        var condition = Path.ChangeExtension(file, ".condition");
        return new(
            await File.ReadAllTextAsync(file), expected,
            [.. Violation().Matches(File.Exists(condition) ? await File.ReadAllTextAsync(condition) : expected).Select(m => m.Groups[1].Value)]);
    }

    /// <summary>The server tells several errors in no fixed order.</summary>
    public static string[] Lines(string message) => [.. message.Split('\n').Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"(?:is invalid: |^\* )((?:spec|metadata)\S*: (?:Invalid|Required) value: .+)$", RegexOptions.Multiline)]
    private static partial Regex Violation();

    [GeneratedRegex(@"^kind: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex KindLine();

    [GeneratedRegex(@"^  name: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex NameLine();
}
