using Onair.Emulator.Protocol;

namespace Onair.Emulator.Ivs;

/// <summary>IVS's errors; the model has their statuses.</summary>
internal static class IvsErrors
{
    public static OperationException NotFound(string arn) => new("ResourceNotFoundException", $"Resource: {arn} not found");

    public static OperationException Conflict(string message) => new("ConflictException", message);

    public static OperationException Quota(string what, int quota) => new("ServiceQuotaExceededException", $"Service quota exceeded: the quota is {quota} {what}");

    public static OperationException Offline(string channelArn) => new("ChannelNotBroadcasting", $"Channel: {channelArn} is not broadcasting");

    public static OperationException Unavailable(string channelArn) => new("StreamUnavailable", $"The stream of channel {channelArn} is temporarily unavailable");

    /// <summary>The message of an error about the value of a member.</summary>
    public static OperationException Invalid(string message) => new("ValidationException", message);

    public static OperationException Invalid(IReadOnlyCollection<Violation> violations) => Violation.ToException("ValidationException", violations);
}
