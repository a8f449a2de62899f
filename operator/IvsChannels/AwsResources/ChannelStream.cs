using Amazon.IVS.Model;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.AwsResources;

/// <summary>The stream that is live on a channel.</summary>
internal static class ChannelStream
{
    /// <summary>Asks for one channel. "Do not rely on the OFFLINE state": IVS says ChannelNotBroadcasting instead (Stream, IVS API reference).</summary>
    /// <returns>Null when IVS does not find the channel, which says nothing about its stream: reads lag behind.</returns>
    public static async Task<SeenStream?> LookAsync(IvsContext context, string channelArn, CancellationToken cancellationToken)
    {
        try
        {
            var stream = (await context.Account.Ivs.CallAsync(
                "GetStream", (client, ct) => client.GetStreamAsync(new() { ChannelArn = channelArn }, ct), cancellationToken)).Stream;
            return Of(stream?.State?.Value, stream?.StreamId, stream?.Health?.Value, stream?.StartTime, stream?.ViewerCount);
        }
        catch (ChannelNotBroadcastingException)
        {
            return SeenStream.Offline;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Ends the stream. One that has ended is no error.</summary>
    public static async Task StopAsync(IvsContext context, Owned<IvsResource> channel, CancellationToken cancellationToken)
    {
        try
        {
            await context.Account.Ivs.CallAsync("StopStream", (client, ct) => client.StopStreamAsync(new() { ChannelArn = channel.Id }, ct), cancellationToken);
        }
        catch (Exception e) when (e is ChannelNotBroadcastingException or ResourceNotFoundException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>What IVS says of a stream, by GetStream or in a list.</summary>
    public static SeenStream Of(string? state, string? id, string? health, DateTime? startedAt, long? viewers) => state == "OFFLINE" || string.IsNullOrEmpty(id)
        ? SeenStream.Offline
        : new(id, health, startedAt is { } at ? new DateTimeOffset(at.ToUniversalTime()) : null, viewers);
}
