using System.Diagnostics;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Browser;

/// <summary>Looks at a player all the time: for how long it stood still.</summary>
internal sealed class StallWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly Viewer _viewer;
    private readonly Repeated _looks;
    private (TimeSpan At, double Position)? _last;
    private TimeSpan _stall;
    private TimeSpan _longest;

    private StallWatch(Viewer viewer)
    {
        _viewer = viewer;
        _looks = Repeated.Start(Interval, LookAsync);
    }

    /// <summary>The longest standstill since <see cref="Restart"/>.</summary>
    public TimeSpan Longest
    {
        get
        {
            _looks.ShouldRun();
            lock (_gate) return _longest;
        }
    }

    /// <param name="viewer">Is to be disposed after this.</param>
    public static StallWatch Start(Viewer viewer) => new(viewer);

    /// <summary>Begins anew.</summary>
    public void Restart()
    {
        lock (_gate) (_stall, _longest) = (TimeSpan.Zero, TimeSpan.Zero);
    }

    public ValueTask DisposeAsync() => _looks.DisposeAsync();

    private async Task LookAsync()
    {
        var position = (await _viewer.LookAsync()).Time;
        lock (_gate)
        {
            var now = _clock.Elapsed;
            if (_last is { } last)
            {
                // What was not played of the time since the last look: a busy machine looks late, and misses nothing.
                var advanced = position - last.Position;
                var missed = now - last.At - TimeSpan.FromSeconds(advanced);
                if (missed > TimeSpan.Zero) _stall += missed;
                if (_stall > _longest) _longest = _stall;
                if (advanced > 0.01) _stall = TimeSpan.Zero;
            }

            _last = (now, position);
        }
    }
}
