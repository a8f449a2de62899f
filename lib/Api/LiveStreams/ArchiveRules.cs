using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>Rules for the folder of a session.</summary>
internal static class ArchiveRules
{
    private static readonly string[] All = ["{bucket}", "{yyyy}", "{MM}", "{dd}", "{unix}", "{uid}", "{namespace}", "{name}"];

    public static string Placeholders { get; } = string.Join(' ', All);

    public static IEnumerable<Violation> Unique(LiveStreamCase stream)
    {
        var path = stream.Spec.Archive.Path;
        if (!path.Contains("{unix}", StringComparison.Ordinal))
            yield return new("spec.archive.path", path, "must contain {unix}, so that sessions do not overwrite each other");
    }

    public static IEnumerable<Violation> OfOneStream(LiveStreamCase stream)
    {
        var path = stream.Spec.Archive.Path;
        if (!Has("{uid}") && !(Has("{namespace}") && Has("{name}")))
            yield return new("spec.archive.path", path, "must contain {uid}, or {namespace} and {name}, so that streams do not overwrite each other");

        bool Has(string placeholder) => path.Contains(placeholder, StringComparison.Ordinal);
    }

    public static IEnumerable<Violation> Known(LiveStreamCase stream) => Known("spec.archive.path", stream.Spec.Archive.Path);

    public static IEnumerable<Violation> KnownOfFolder(LiveStreamCase stream) => Known("spec.archive.folder", stream.Spec.Archive.Folder ?? "");

    private static IEnumerable<Violation> Known(string field, string template)
    {
        var rest = All.Aggregate(template, (p, placeholder) => p.Replace(placeholder, "", StringComparison.Ordinal));
        if (rest.Contains('{', StringComparison.Ordinal) || rest.Contains('}', StringComparison.Ordinal))
            yield return new(field, template, $"must use only these placeholders: {Placeholders}");
    }
}
