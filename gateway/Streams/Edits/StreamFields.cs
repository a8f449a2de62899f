using Onair.Api.Rules;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Streams.Edits;

/// <summary>The members of requests that stand for fields of resources: an error names what the client sent.</summary>
internal static class StreamFields
{
    private static readonly Dictionary<string, string> Members = new(StringComparer.Ordinal)
    {
        ["spec.archive.path"] = ArchivePaths.Field,
        ["spec.archive.folder"] = ArchivePaths.Field,
        ["spec.archive.segmentSeconds"] = "segment_length",
        ["spec.packaging.startoverWindowSeconds"] = "startover_window_seconds",
        ["spec.packaging.encryption.keyRotationIntervalSeconds"] = "key_rotation_interval",
        ["spec.source.meeting.url"] = "chime_url",
        ["spec.nameModifier"] = "name_modifier",
        ["spec.sessionId"] = "session_id",
    };

    /// <summary>The violation with the member that the client sent; unchanged where it sent none.</summary>
    public static Violation Named(Violation violation)
    {
        if (Members.TryGetValue(violation.Field, out var member)) return violation with { Field = member };
        const string sections = "spec.sections";
        return violation.Field.StartsWith(sections, StringComparison.Ordinal) ? violation with { Field = $"timestamp_list{violation.Field[sections.Length..]}" } : violation;
    }

    /// <summary>Refuses a request whose texts break their rules; a schema of the API server would name other fields.</summary>
    /// <exception cref="ProblemException">400.</exception>
    public static void Check(params FieldError?[] errors)
    {
        FieldError[] found = [.. errors.OfType<FieldError>()];
        if (found.Length > 0) throw ProblemException.Invalid(found);
    }

    public static FieldError? Name(string? name) => Text("name", name, name is null ? null : TextRules.Name(name, 200));

    public static FieldError? Description(string? text) => Text("description", text, text is null ? null : TextRules.Text(text, 4000));

    public static FieldError? Text(string member, string? value, string? rule) => rule is null ? null : new(member, Shown.Text(value ?? ""), rule);
}
