namespace Onair.Emulator.Faults;

/// <summary>Has pipelines of channels fail.</summary>
internal interface IPipelineFaults
{
    /// <summary>Has a pipeline of a running channel fail; the channel is RECOVERING until it is restarted.</summary>
    /// <param name="channelId">The channel.</param>
    /// <param name="pipeline">0, or 1 in a STANDARD channel.</param>
    /// <returns>Null, or why it cannot fail.</returns>
    string? Fail(string channelId, int pipeline);
}
