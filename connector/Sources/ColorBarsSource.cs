using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Sounds;

namespace Onair.ConnectorPod.Sources;

/// <summary>Color bars: drawn once, and no process that could die.</summary>
internal sealed class ColorBarsSource(bool withTone) : ISource
{
    /// <inheritdoc/>
    public async Task RunAsync(Lane lane, Action<SourceFailure?> changed, CancellationToken cancellationToken)
    {
        var frame = lane.Pool.Rent();
        ColorBars.Draw(frame.Bytes, lane.Format);
        lane.Picture.Put(frame);
        lane.Tone = withTone ? new Tone() : null;
        changed(null);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
