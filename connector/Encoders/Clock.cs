using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Reports;

namespace Onair.ConnectorPod.Encoders;

/// <summary>
/// The pace of everything: at each tick the encoder gets the newest frame of the shown source, or the last one again, and exactly the samples
/// of that tick. So a source can die, or be switched, without the stream noticing.
/// </summary>
internal sealed class Clock(PictureFormat format, IReadOnlyList<Lane> lanes, bool muted, ReportBoard board, TimeProvider time)
{
    // A longer standstill, as of a suspended machine, is not made up for.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(2);

    private Frame? _last;
    private volatile Lane? _shown;
    private volatile EncoderFeed? _feed;

    /// <summary>What is shown; null leaves the last picture, with silence.</summary>
    public Lane? Shown
    {
        get => _shown;
        set => _shown = value;
    }

    /// <summary>Where ticks go; null while there is no encoder.</summary>
    public EncoderFeed? Feed
    {
        get => _feed;
        set => _feed = value;
    }

    /// <summary>Ticks until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var samples = new short[format.SamplesOf(0) * PictureFormat.Channels + 2 * PictureFormat.Channels];
        var late = TimeSpan.Zero;
        for (var tick = 0L; !cancellationToken.IsCancellationRequested; tick++)
        {
            var wait = format.Due(tick) + late - time.GetElapsedTime(began);
            if (wait < -LongestDelay) late -= wait;
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Tick(samples.AsSpan(0, format.SamplesOf(tick) * PictureFormat.Channels), began + Timestamps(format.Due(tick) + late));
            board.Ticked();
        }

        _last?.Release();
    }

    private void Tick(Span<short> samples, long due)
    {
        var shown = _shown;
        var isNew = false;
        var other = samples.Length <= 8_192 ? stackalloc short[samples.Length] : new short[samples.Length];
        foreach (var lane in lanes)
        {
            if (lane == shown) Show(lane.Take(samples, due, out isNew));
            else lane.Take(other, due, out _)?.Release();
        }

        if (muted || shown is null) samples.Clear();
        if (_last is null || _feed is not { } feed) return;
        var given = feed.TryGive(_last.Share(), samples);
        if (!given) _last.Release();
        board.Gave(shown?.Picture, given, isNew);
    }

    private long Timestamps(TimeSpan length) => (long)(length.TotalSeconds * time.TimestampFrequency);

    private void Show(Frame? frame)
    {
        if (frame is null) return;
        _last?.Release();
        _last = frame;
    }
}
