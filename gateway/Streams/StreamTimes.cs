using System.Globalization;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Gateway.Streams;

/// <summary>
/// When a stream was started and stopped. A request counts from the moment it was accepted, which its patch records; what kubectl, a schedule or
/// the cost guard does counts from the session that the operator opens or ends. Pure functions.
/// </summary>
internal static class StreamTimes
{
    // Times of requests and sessions are compared; a second would be too coarse.
    private const string Format = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>When it was last started; null before the first start.</summary>
    public static DateTimeOffset? LastStarted(LiveStream stream)
    {
        var sessions = stream.Recorded.Sessions;
        if (Of(stream, Annotations.StartedAt) is not { } requested) return sessions.Max(s => (DateTimeOffset?)s.StartedAt);
        // The first session since then is the request's own.
        var own = sessions.FirstOrDefault(s => s.StartedAt >= requested);
        return sessions.Where(s => s != own).Select(s => s.StartedAt).Append(requested).Max();
    }

    /// <summary>When it was last stopped; null before the first stop.</summary>
    public static DateTimeOffset? LastStopped(LiveStream stream)
    {
        var requested = Of(stream, Annotations.StoppedAt);
        var ends = stream.Recorded.Sessions.Select(s => (s.StartedAt, End: Recorded(s, stream)));
        // The end of the session that the request stopped comes later, and is the request's own.
        return ends.Where(s => !(s.StartedAt <= requested && s.End >= requested)).Select(s => s.End).Append(requested).Max();
    }

    /// <summary>Whether the stream is on air or about to be: not while a problem keeps it from starting, and not once a stop is recorded.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="isStuck">Whether a problem keeps it from starting.</param>
    /// <param name="now">The time.</param>
    public static bool IsStarted(LiveStream stream, bool isStuck, DateTimeOffset now)
    {
        var session = stream.Recorded.CurrentSession;
        if (session is null) return IsWanted(stream, now) && !isStuck && LastStarted(stream) is not null;
        return IsWanted(stream, now) || (Recorded(session, stream) is null && !(Of(stream, Annotations.StoppedAt) >= session.StartedAt));
    }

    /// <summary>Whether the spec wants the channel to run and the cost guard lets it.</summary>
    public static bool IsWanted(LiveStream stream, DateTimeOffset now) =>
        EffectiveRun.At(stream.Spec, stream.Recorded, now).State == RunState.Running && (stream.Recorded.Hold is null || IsResumed(stream));

    /// <summary>Whether the cost guard holds the stream no longer, as a user has asked.</summary>
    public static bool IsResumed(LiveStream stream) =>
        stream.Recorded.Hold is { } hold && stream.GetAnnotation(Annotations.Resume) == hold.SessionId;

    /// <summary>The time of a request for its annotation: after all that is recorded, whatever the clocks of other pods say.</summary>
    public static string Stamp(LiveStream stream, DateTimeOffset now)
    {
        var recorded = stream.Recorded.Sessions.SelectMany(s => new[] { s.StartedAt, s.StoppingAt, s.StoppedAt })
            .Append(Of(stream, Annotations.StartedAt)).Append(Of(stream, Annotations.StoppedAt)).Max();
        // The format cuts what is less than a millisecond.
        var least = recorded + TimeSpan.FromMilliseconds(1) ?? now;
        return (least > now ? least : now).ToUniversalTime().ToString(Format, CultureInfo.InvariantCulture);
    }

    /// <summary>The time in an annotation; null without one.</summary>
    public static DateTimeOffset? Of(LiveStream stream, string annotation) =>
        DateTimeOffset.TryParse(stream.GetAnnotation(annotation), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static DateTimeOffset? Recorded(SessionStatus session, LiveStream stream) =>
        session.StoppingAt ?? session.StoppedAt ?? (stream.Recorded.Hold is { } hold && hold.SessionId == session.Id ? hold.Since : null);
}
