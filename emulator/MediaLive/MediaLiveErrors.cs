using Onair.Emulator.Protocol;

namespace Onair.Emulator.MediaLive;

/// <summary>MediaLive's errors.</summary>
internal static class MediaLiveErrors
{
    public static OperationException BadRequest(string message) => new("BadRequestException", message);

    public static OperationException Conflict(string message) => new("ConflictException", message);

    public static OperationException NotFound(string kind, string id) => new("NotFoundException", $"{kind} {id} not found");

    /// <summary>
    /// Too many resources of a kind. The API has no error for this; of the modelled ones only this one means a limit.
    /// </summary>
    public static OperationException Quota(string kind, int limit) =>
        new("TooManyRequestsException", $"Limit exceeded: the account's quota is {limit} {kind}");
}
