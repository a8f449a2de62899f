using System.Text.RegularExpressions;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Streams.Edits;

/// <summary>The path of a start as <c>spec.archive</c>. The stream API has other names for the placeholders.</summary>
/// <param name="Path">The template of <c>spec.archive.path</c>.</param>
/// <param name="Folder"><c>spec.archive.folder</c>, for a path that does not name stream and session; else null.</param>
internal sealed partial record ArchivePaths(string Path, string? Folder)
{
    public const string Field = "path";

    /// <summary>The path of a start that names none.</summary>
    public const string Default = "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}";

    private const string Scheme = "s3://";
    private const string Bucket = "s3://{bucket}/";
    private const int Longest = 900;

    private static readonly (string Theirs, string Ours)[] Names =
        [("{year}", "{yyyy}"), ("{month}", "{MM}"), ("{day}", "{dd}"), ("{stream_id}", "{uid}"), ("{timestamp}", "{unix}")];

    private static readonly HashSet<string> Known = ["{bucket}", "{namespace}", "{name}", .. Names.Select(n => n.Ours)];

    /// <summary>What the spec declares for a path; one without a scheme is a folder of the archive bucket.</summary>
    /// <exception cref="ProblemException">400: the path is none.</exception>
    public static ArchivePaths Of(string? path)
    {
        if (path is null) return new(Default, null);
        if (TextRules.StoragePath(path, Longest) is { } rule) throw ProblemException.Invalid(Field, Shown.Text(path), rule);
        var whole = path.StartsWith(Scheme, StringComparison.Ordinal) ? path.TrimEnd('/') : Bucket + path.Trim('/');
        var ours = Names.Aggregate(whole, (text, name) => text.Replace(name.Theirs, name.Ours, StringComparison.Ordinal));
        if (Placeholder().Matches(ours).Select(m => m.Value).FirstOrDefault(p => !Known.Contains(p)) is { } unknown)
            throw ProblemException.Invalid(Field, unknown, $"must use only these placeholders: {{bucket}} {string.Join(' ', Names.Select(n => n.Theirs))}");
        if (!ValidPath().IsMatch(ours))
            throw ProblemException.Invalid(
                Field, Shown.Text(path),
                "must be a folder such as talks/day1 or s3://{bucket}/talks/day1, of letters, digits and !_.*'()-. The name of the bucket must not contain dots");
        return SessionFolder.IsUnique(ours) ? new(ours, null) : new(Default, ours);
    }

    [GeneratedRegex(@"\{[^{}]*\}?|\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(Patterns.ArchivePath)]
    private static partial Regex ValidPath();
}
