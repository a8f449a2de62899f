using System.Text.RegularExpressions;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Routing;
using Onair.Gateway.Streams.Bodies;

namespace Onair.Gateway.Streams.Edits;

/// <summary>The ArchiveSplit of a request. Pure functions.</summary>
internal static partial class NewSplit
{
    private const int MostSections = 500;

    // 1973. No session is that long, and no recording that old.
    private const double EarliestUnix = 100_000_000;

    // The latest that DateTimeOffset can express.
    private const double LatestUnix = 253_402_300_799;

    /// <param name="stream">The stream.</param>
    /// <param name="body">The request.</param>
    /// <param name="modifier">The name modifier of a request without one.</param>
    /// <param name="key">The request's idempotency key; null without one.</param>
    /// <exception cref="ProblemException">400, or 404 for an unknown session.</exception>
    public static ArchiveSplit Of(LiveStream stream, SplitBody body, string modifier, IdempotencyKey? key = null)
    {
        StreamFields.Check(
            body.NameModifier is { } name && !Modifier().IsMatch(name)
                ? new("name_modifier", Shown.Text(name), "must have 1 to 100 letters, digits and characters of !_.*'()- and must not be '.' or '..'") : null,
            body.TimestampList.Count is < 1 or > MostSections ? new("timestamp_list", $"{body.TimestampList.Count} sections", $"must have 1 to {MostSections} sections") : null);
        if (!stream.Recorded.Sessions.Any(s => s.Id == body.SessionId)) throw ProblemException.NotFound("session", Shown.Text(body.SessionId));
        var used = body.NameModifier ?? modifier;
        return new()
        {
            Metadata = new()
            {
                NamespaceProperty = stream.Metadata.NamespaceProperty,
                Name = ObjectNames.Split(stream, body.SessionId, used),
                OwnerReferences = [OnairResources.LiveStreams.ReferenceTo(stream)],
                Annotations = key is null ? null : new Dictionary<string, string> { [Annotations.IdempotencyKeys] = key.AddedTo(null) },
            },
            Spec = new()
            {
                StreamRef = new() { Name = stream.Metadata.Name! },
                SessionId = body.SessionId,
                NameModifier = used,
                Sections = [.. body.TimestampList.Select(s => new SplitSection { Start = Time(s.Start), End = Time(s.End) })],
                // The files outlive the stream, as its recordings do.
                DeletionPolicy = DeletionPolicy.Retain,
            },
        };
    }

    /// <summary>Whether an ArchiveSplit is that of the same request.</summary>
    public static bool IsSame(ArchiveSplit existing, ArchiveSplit sent) =>
        existing.Spec.StreamRef == sent.Spec.StreamRef && existing.Spec.SessionId == sent.Spec.SessionId && existing.Spec.NameModifier == sent.Spec.NameModifier
        && existing.Spec.Sections.Select(s => (Key(s.Start), Key(s.End))).SequenceEqual(sent.Spec.Sections.Select(s => (Key(s.Start), Key(s.End))));

    /// <summary>Seconds of a session, or a time; a number that can only be Unix seconds is a time.</summary>
    public static SessionTime Time(SessionTime sent) =>
        sent.Seconds is >= EarliestUnix and <= LatestUnix and var seconds
            ? SessionTime.Parse(DeclaredTimeConverter.Text(DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds)))
            : sent;

    private static (double?, DateTimeOffset?) Key(SessionTime time) => (time.Seconds, time.Time);

    [GeneratedRegex(@"^(?!\.{1,2}$)[A-Za-z0-9!_.*'()-]{1,100}\z")]
    private static partial Regex Modifier();
}
