using System.Globalization;
using Onair.Api.ArchiveSplits;

namespace Onair.Webhook.ArchiveSplits;

/// <summary>What is allowed but deserves a warning.</summary>
internal static class ArchiveSplitWarnings
{
    private static readonly Func<ArchiveSplitCase, DateTimeOffset, string?>[] List = [SourceNotFound, SourceBeingDeleted, NoSession, Future, Cost];

    /// <summary>The warnings on a creation.</summary>
    public static IReadOnlyList<string> Of(ArchiveSplitCase split, DateTimeOffset now) => [.. List.Select(warning => warning(split, now)).OfType<string>()];

    private static string? SourceNotFound(ArchiveSplitCase split, DateTimeOffset now)
    {
        var (field, kind, name) = split.Split.Names;
        // Without a name, the rules say what is missing.
        return split.Source is null && name.Length > 0 ? $"{field}: Not found: \"{name}\": the ArchiveSplit waits until that {kind} exists" : null;
    }

    private static string? SourceBeingDeleted(ArchiveSplitCase split, DateTimeOffset now) =>
        split.Source is { IsBeingDeleted: true } source ? $"{split.Split.Names.Field}: {source} is being deleted" : null;

    private static string? NoSession(ArchiveSplitCase split, DateTimeOffset now) =>
        split is { Source: { } source, Session: null }
            ? $"spec.sessionId: {source} has no session yet: the ArchiveSplit waits for the first one"
            : null;

    private static string? Future(ArchiveSplitCase split, DateTimeOffset now)
    {
        if (split.Session is not { Status: { StoppedAt: null } } session) return null;
        var sections = split.Split.Spec.Sections;
        var future = sections.Count(s => s.End.Time > now || (now - session.OpenedAt)?.TotalSeconds < s.End.Seconds);
        return future == 0 ? null
            : $"spec.sections: {future} of {sections.Count} {(future == 1 ? "ends" : "end")} in the future: session {session.Id} continues, and Onair cuts each one when its end is recorded";
    }

    // The emulator bills nothing.
    private static string? Cost(ArchiveSplitCase split, DateTimeOffset now)
    {
        if (split is not { Split.Spec: { Engine: SplitEngine.MediaConvert, Sections: var sections }, Provider.Aws.EndpointUrl: null }) return null;
        var minutes = sections.Sum(s => (s.End.Seconds - s.Start.Seconds ?? (s.End.Time - s.Start.Time)?.TotalSeconds ?? double.NaN) / 60);
        var output = minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"about {Math.Ceiling(minutes)} min of output") : "each minute of output";
        return $"spec.engine: MediaConvert re-encodes every frame and bills {output}; the engine Pod copies frames where it can";
    }
}
