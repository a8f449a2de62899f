using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Structure;

/// <summary>What a source file says of itself: its folder in the project, its namespace, the types that it declares, and its code without comments.</summary>
internal sealed partial record SourceFile(string Path, string Folder, string Namespace, IReadOnlyList<string> Types, string Code)
{
    /// <summary>The projects that are no tests, by their folders.</summary>
    public static IReadOnlyList<string> Projects { get; } =
    [
        .. Directory.EnumerateFiles(Checkout.Root, "*.csproj", SearchOption.AllDirectories).Select(file => Relative(Checkout.Root, System.IO.Path.GetDirectoryName(file)!))
            .Where(project => !project.StartsWith("tests/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<SourceFile> Of(string project)
    {
        var root = System.IO.Path.Combine(Checkout.Root, project);
        var inner = Projects.Where(p => p.StartsWith($"{project}/", StringComparison.Ordinal)).Select(p => $"{p[(project.Length + 1)..]}/");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Select(file => Relative(root, file))
            .Where(file => !Built().IsMatch(file) && !inner.Any(i => file.StartsWith(i, StringComparison.Ordinal)))
            .Select(file => Read(file, File.ReadAllText(System.IO.Path.Combine(root, file))));
    }

    public static SourceFile Read(string path, string text)
    {
        var code = Comment().Replace(text, "");
        return new(path, System.IO.Path.GetDirectoryName(path)!.Replace('\\', '/'), Declared().Match(code).Groups[1].Value, [.. Type().Matches(code).Select(m => m.Groups[1].Value)], code);
    }

    private static string Relative(string root, string file) => System.IO.Path.GetRelativePath(root, file).Replace('\\', '/');

    [GeneratedRegex(@"^(bin|obj)/")]
    private static partial Regex Built();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^\w[\w ]*?\b(?:class|struct|interface|enum|record(?: struct| class)?) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Type();
}
