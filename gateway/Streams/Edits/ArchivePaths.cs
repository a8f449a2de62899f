using System.Text.RegularExpressions;
using Onair.Api.Common;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Streams.Edits;

/// <summary>The path of a start as <c>spec.archive.path</c>. The stream API has other names for the placeholders.</summary>
internal static partial class ArchivePaths
{
    public const string Field = "path";

    /// <summary>The path of a start that names none.</summary>
    public const string Default = "s3://{bucket}/{yyyy}/{MM}/{dd}/{uid}-{unix}";

    private const string OfSession = "{uid}-{unix}";
    private const int Longest = 900;

    private static readonly (string Theirs, string Ours)[] Names =
        [("{year}", "{yyyy}"), ("{month}", "{MM}"), ("{day}", "{dd}"), ("{stream_id}", "{uid}"), ("{timestamp}", "{unix}")];

    /// <summary>The template of the spec.</summary>
    /// <exception cref="ProblemException">400: the path is none.</exception>
    public static string Of(string? path)
    {
        if (path is null) return Default;
        if (TextRules.StoragePath(path, Longest) is { } rule) throw ProblemException.Invalid(Field, Shown.Text(path), rule);
        var ours = Names.Aggregate(path.TrimEnd('/'), (text, name) => text.Replace(name.Theirs, name.Ours, StringComparison.Ordinal));
        if (Placeholder().Matches(ours).Select(m => m.Value).FirstOrDefault(p => !Known.Contains(p)) is { } unknown)
            throw ProblemException.Invalid(Field, unknown, $"must use only these placeholders: {{bucket}} {string.Join(' ', Names.Select(n => n.Theirs))}");
        // Sessions and streams must not overwrite each other.
        if (!ours.Contains("{unix}", StringComparison.Ordinal) || !ours.Contains("{uid}", StringComparison.Ordinal)) ours += $"/{OfSession}";
        return ValidPath().IsMatch(ours)
            ? ours
            : throw ProblemException.Invalid(Field, Shown.Text(path), "must be an S3 folder such as s3://{bucket}/talks, and the name of the bucket must not contain dots");
    }

    private static readonly HashSet<string> Known = ["{bucket}", "{namespace}", "{name}", .. Names.Select(n => n.Ours)];

    [GeneratedRegex(@"\{[^{}]*\}?|\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(Patterns.ArchivePath)]
    private static partial Regex ValidPath();
}
