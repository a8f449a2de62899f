namespace Onair.Api.IvsChannels;

/// <summary>Decides whether <c>spec.onAirGuard</c> blocks the deletion of an IvsChannel.</summary>
public static class LiveGuard
{
    /// <summary>What the user can do; part of the message that rejects the deletion.</summary>
    public const string Remedy = "End the push, or set spec.onAirGuard: false to delete it on air.";

    /// <summary>Why the deletion is rejected; null when it is allowed. Based on the recorded status, which can be some seconds old.</summary>
    public static string? Refusal(IvsChannel channel) =>
        channel is { Metadata.DeletionTimestamp: null, Spec.OnAirGuard: true } && (channel.Is(IvsChannelConditions.Live) || channel.Recorded.Stream is not null)
            ? $"IvsChannel \"{channel.Metadata.Name}\" is live, and spec.onAirGuard is true. {Remedy}"
            : null;
}
