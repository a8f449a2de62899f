using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>The rules of an ArchiveSplit that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class ArchiveSplitRules
{
    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<ArchiveSplitCase>> Table { get; } =
    [
        new("spec", "Immutable, except for deletionPolicy. For other sections, create another ArchiveSplit.", ImmutableSpec.Unchanged),
        new("spec", "Must have exactly one of streamRef and broadcastRef.", SourceRules.One),
        new("spec", "The source's MediaProvider must have the split's namespace among its namespaces, if it has any.", SourceRules.AllowsNamespace),
        new("spec.sessionId", "Must be a session in the LiveStream's status.sessions.", SessionRules.Known),
        new("spec.sessionId", "Must be a session with an archive.", SessionRules.Archived),
        new("spec.sections[].start", "Must be seconds from the session's first frame, 0 or more, or an RFC 3339 timestamp.", SectionRules.Times),
        new("spec.sections[].start", "A timestamp must be within the session.", SectionRules.Within),
        new("spec.sections[].end", "Must be after start.", SectionRules.Order),
        new("spec.nameModifier", "Must be a folder name other than a and b, which hold the recording.", OutputRules.Folder),
        new("spec.nameModifier", "Must differ from that of any older ArchiveSplit with the same source, session and bucket.", OutputRules.Unique),
        new("spec.engine", "MediaConvert requires a MediaProvider with spec.aws.mediaConvert.", EngineRules.Configured),
        new("spec.precision", "Keyframe requires the engine Pod, because MediaConvert re-encodes every frame.", EngineRules.Precision),
    ];

    /// <summary>Returns all violations; empty when the split is valid.</summary>
    public static IReadOnlyList<Violation> Check(ArchiveSplitCase split) => [.. Table.SelectMany(rule => rule.Check(split))];
}
