using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Gateway.Streams.Bodies;

namespace Onair.Gateway.Streams;

/// <summary>What keeps a stream, its meeting or its IVS channel from working, from their conditions. Pure functions.</summary>
/// <param name="Reason">The condition's reason.</param>
/// <param name="Message">What is wrong, for people.</param>
/// <param name="Generation">The generation of the spec that it is about.</param>
internal sealed record StreamProblem(string Reason, string Message, long? Generation)
{
    private const string Quota = "QuotaExceeded";

    // Work that is under way, or passes by itself within minutes.
    private static readonly HashSet<string> Progress =
        ["Provisioning", "Starting", "Stopping", "Updating", "Throttled", "Retrying", "Missing", "OnAir", "Observed", "Drifted", "Deploying", "Settled"];

    /// <summary>The problem of a stream; null when all is well.</summary>
    public static StreamProblem? Of(LiveStream stream)
    {
        var conditions = stream.Recorded.Conditions;
        // A hold that a user has lifted is no problem; its condition goes with the next round.
        if (StreamTimes.IsResumed(stream)) conditions = [.. conditions.Where(c => c.Reason != stream.Recorded.Hold!.Reason)];
        return Blocking(conditions) ?? Failing(conditions, ConditionTypes.Ready) ?? Failing(conditions, LiveStreamConditions.Distributed);
    }

    /// <summary>The problem of the Connector that pushes to the stream, or from it; null when all is well, or without one.</summary>
    public static StreamProblem? Of(Connector? connector) => Blocking(connector?.Recorded.Conditions ?? []);

    /// <summary>The problem of an IVS channel; null when all is well, or without one.</summary>
    public static StreamProblem? Of(IvsChannel? channel) => Blocking(channel?.Recorded.Conditions ?? []);

    /// <summary>Whether a stream waits for a quota of its account.</summary>
    public static bool IsQuota(LiveStream stream) =>
        stream.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.False, Reason: Quota });

    /// <summary>The problem of a stream that nobody has looked at yet, while others of its account wait for a quota.</summary>
    /// <param name="provider">Its MediaProvider.</param>
    public static StreamProblem OfAccount(string provider) => new(
        Quota, $"The account of MediaProvider \"{provider}\" has reached a quota: other streams wait for it. Onair creates this stream once the quota allows it. "
        + "Delete a stream that is no longer needed, or request a higher quota from AWS.", null);

    /// <summary>The problem as clients see it.</summary>
    public ProblemBody Body => new() { Reason = Reason, Message = Message };

    // Stalled, or a quota.
    private static StreamProblem? Blocking(IReadOnlyList<Condition> conditions) => From(conditions.FirstOrDefault(c =>
        c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True } or { Type: ConditionTypes.Ready, Status: ConditionStatus.False, Reason: Quota }));

    private static StreamProblem? Failing(IReadOnlyList<Condition> conditions, string type) =>
        From(conditions.FirstOrDefault(c => c.Type == type && c.Status == ConditionStatus.False && !Progress.Contains(c.Reason)));

    private static StreamProblem? From(Condition? condition) => condition is null ? null : new(condition.Reason, condition.Message, condition.ObservedGeneration);
}
