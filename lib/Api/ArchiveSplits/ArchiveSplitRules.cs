using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>The rules of an ArchiveSplit that its schema cannot say, for the admission webhook and for the operator alike.</summary>
public static class ArchiveSplitRules
{
    /// <summary>Each rule, in the order in which violations are told.</summary>
    public static IReadOnlyList<Rule<ArchiveSplitCase>> Table { get; } =
    [
        new("spec", "Cannot be changed, but for deletionPolicy: other sections are another ArchiveSplit.", ImmutableSpec.Unchanged),
        new("spec.sessionId", "A session in the LiveStream's status.sessions.", SessionRules.Known),
        new("spec.sessionId", "A session with an archive.", SessionRules.Archived),
        new("spec.sections[].start", "Seconds from the session's first frame, 0 or more, or an RFC 3339 time.", SectionRules.Times),
        new("spec.sections[].start", "A time of day within the session.", SectionRules.Within),
        new("spec.sections[].end", "After start.", SectionRules.Order),
        new("spec.nameModifier", "The name of a folder, and not a or b, which are the recording's own.", OutputRules.Folder),
        new("spec.nameModifier", "Not that of an older ArchiveSplit with the same stream, session and bucket.", OutputRules.Unique),
        new("spec.engine", "MediaConvert needs a MediaProvider with spec.aws.mediaConvert.", EngineRules.Configured),
        new("spec.precision", "Not Keyframe with the engine MediaConvert, which encodes every frame anew.", EngineRules.Precision),
    ];

    /// <summary>All violations at once; empty when the split may be as it is declared.</summary>
    public static IReadOnlyList<Violation> Check(ArchiveSplitCase split) => [.. Table.SelectMany(rule => rule.Check(split))];
}
