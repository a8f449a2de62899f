using Onair.Api.Common;

namespace Onair.Operator.HlsBroadcasts.Viewers;

/// <summary>Whether viewers can play from the URL, as far as AWS's configuration says: the condition Distributed.</summary>
/// <param name="Status">Unknown when the configuration does not say.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">For people.</param>
internal sealed record ViewerReach(ConditionStatus Status, string Reason, string Message)
{
    public static ViewerReach Yes(string message) => new(ConditionStatus.True, "Reachable", message);

    public static ViewerReach No(string reason, string message) => new(ConditionStatus.False, reason, message);

    public static ViewerReach Unsure(string message) => new(ConditionStatus.Unknown, "NotChecked", message);
}
