namespace Onair.Operator.AwsAccounts.Events;

/// <summary>What EventBridge tells of an account.</summary>
/// <param name="At">When it happened, by AWS's clock.</param>
internal abstract partial record AccountEvent(DateTimeOffset At)
{
    /// <summary>The account that it happened in.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The region that it happened in.</summary>
    public string Region { get; init; } = "";
}

/// <summary>A channel entered a state. Events may come late, twice, in any order, or not at all.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="State">The state as DescribeChannel names it, e.g. <c>IDLE</c>.</param>
/// <param name="At">When it happened, by AWS's clock.</param>
internal sealed record ChannelStateChanged(string ChannelId, string State, DateTimeOffset At) : AccountEvent(At);

/// <summary>An alert of a channel was set or cleared.</summary>
/// <param name="ChannelId">The channel.</param>
/// <param name="Pipeline">0 or 1.</param>
/// <param name="AlertId">The same when it is set and when it is cleared, and in ListAlerts.</param>
/// <param name="AlertType">A short description, see the list of alerts in MediaLive's user guide.</param>
/// <param name="Set">False when it was cleared.</param>
/// <param name="At">When it happened, by AWS's clock.</param>
internal sealed record ChannelAlertChanged(string ChannelId, int Pipeline, string AlertId, string AlertType, bool Set, DateTimeOffset At) : AccountEvent(At);

/// <summary>Someone, possibly this operator, called an operation of MediaLive that changes something, and it succeeded.</summary>
/// <param name="EventName">The operation, e.g. <c>StopChannel</c>.</param>
/// <param name="ResourceIds">Ids of the channels, inputs and security groups that the request or the response names.</param>
/// <param name="CallerArn">Who called; null when it was a service of AWS.</param>
/// <param name="At">When it was called, by AWS's clock. The event comes minutes later.</param>
internal sealed record WriteCalled(string EventName, IReadOnlyList<string> ResourceIds, string? CallerArn, DateTimeOffset At) : AccountEvent(At)
{
    /// <summary>
    /// Whether a principal called, e.g. the one of a MediaProvider's <c>status.arn</c>. Sessions of one role are the same: each pod, and each
    /// renewal, has another.
    /// </summary>
    public bool IsBy(string? principalArn) =>
        CallerArn is not null && principalArn is not null && string.Equals(WithoutSession(CallerArn), WithoutSession(principalArn), StringComparison.Ordinal);

    // arn:aws:sts::123456789012:assumed-role/role/session
    private static string WithoutSession(string arn) => arn.Split('/') is [var kind, var role, _] && kind.EndsWith(":assumed-role", StringComparison.Ordinal) ? $"{kind}/{role}" : arn;
}
