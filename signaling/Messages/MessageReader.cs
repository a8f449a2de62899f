using System.Text.Json;

namespace Onair.Signaling.Messages;

/// <summary>What a frame contains: a valid message, or the problem with it.</summary>
internal readonly record struct ReadResult(ClientMessage? Message, string? Problem, string? Request);

/// <summary>Reads and validates the messages of pages. Nothing that it accepts needs another check of form.</summary>
internal static class MessageReader
{
    public const int LongestFrame = 64 * 1024;

    public static ReadResult Read(ReadOnlySpan<byte> frame)
    {
        ClientMessage? message;
        try
        {
            message = JsonSerializer.Deserialize(frame, SignalingJson.Default.ClientMessage);
        }
        catch (JsonException e)
        {
            return new(null, e.Path is { Length: > 1 } path ? $"{path}: has another type than the protocol says" : "the frame is not a JSON object", null);
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair.
            return new(null, "the frame has a text that is not Unicode", null);
        }
        if (message is null) return new(null, "the frame is not a JSON object", null);
        if (message.Request is { Length: > MessageRules.LongestRequest }) return new(null, $"request: must have at most {MessageRules.LongestRequest} characters", null);
        return MessageRules.Problem(message) is { } problem ? new(null, problem, message.Request) : new(message, null, message.Request);
    }

    /// <summary>Reads what a page sends at <c>pagehide</c>; null if anything in it is invalid.</summary>
    public static BeaconRequest? ReadBeacons(ReadOnlySpan<byte> body)
    {
        try
        {
            var request = JsonSerializer.Deserialize(body, SignalingJson.Default.BeaconRequest);
            return request is not null && MessageRules.IsId(request.Participant) && MessageRules.IsId(request.Key)
                && request.Beacons is null or { Length: <= MessageRules.MostBeacons }
                && (request.Beacons ?? []).All(b => b is not null && MessageRules.BeaconProblem(b) is null) ? request : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
