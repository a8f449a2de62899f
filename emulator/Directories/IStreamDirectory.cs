namespace Onair.Emulator.Directories;

/// <summary>IVS's channels and their streams, for the admin page.</summary>
internal interface IStreamDirectory
{
    /// <summary>All channels, those that are offline included.</summary>
    IReadOnlyList<StreamSummary> List();
}

/// <summary>A channel with its stream.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="State"><c>OFFLINE</c>, <c>LIVE</c>, or what the stream lacks, e.g. <c>STARVING</c>.</param>
/// <param name="Viewers">Of the stream.</param>
/// <param name="Playback">Path of the multivariant playlist.</param>
internal sealed record StreamSummary(string Channel, string Name, string State, int Viewers, string Playback);
