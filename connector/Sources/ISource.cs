using Onair.ConnectorPod.Lanes;

namespace Onair.ConnectorPod.Sources;

/// <summary>Something that can be shown.</summary>
internal interface ISource
{
    /// <summary>Fills the lane until it fails or is cancelled; everything that it started has then ended.</summary>
    /// <param name="lane">Where frames and samples go; empty.</param>
    /// <param name="changed">
    /// Called with null once it can be shown, and with the failure as soon as it cannot be any longer: ending what it started takes a while.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SourceFailure">It failed.</exception>
    Task RunAsync(Lane lane, Action<SourceFailure?> changed, CancellationToken cancellationToken);
}
