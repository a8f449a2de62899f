namespace Onair.Emulator.Directories;

/// <summary>The channels as the control plane knows them, for the admin page.</summary>
internal interface IChannelDirectory
{
    /// <summary>All channels, those that do not run included.</summary>
    IReadOnlyList<ChannelSummary> List();
}

/// <summary>One channel.</summary>
/// <param name="Id">The channel's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">MediaLive's state, e.g. <c>RUNNING</c>.</param>
/// <param name="StartedAt">Since when it runs; null when it does not.</param>
/// <param name="EndpointTokens">Of the package endpoints that it feeds; their viewers are counted.</param>
internal sealed record ChannelSummary(
    string Id, string Name, string State, DateTimeOffset? StartedAt, IReadOnlyList<string> EndpointTokens);
