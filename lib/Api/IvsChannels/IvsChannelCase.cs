using Onair.Api.MediaProviders;

namespace Onair.Api.IvsChannels;

/// <summary>Everything that the rules of an IvsChannel check.</summary>
/// <param name="Channel">The channel, with its spec and status.</param>
public sealed record IvsChannelCase(IvsChannel Channel)
{
    /// <summary>The MediaProvider that it names; null when it is unknown, which skips its rules.</summary>
    public MediaProviderSpec? Provider { get; init; }
}
