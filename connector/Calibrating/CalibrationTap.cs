using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Plans;

namespace Onair.ConnectorPod.Calibrating;

/// <summary>Finds when flashes and beeps begin in what the ticks take.</summary>
internal sealed class CalibrationTap(PictureFormat format)
{
    private const double Bright = 128;
    private const int Loud = 1_500;

    // A beep is a wave that passes zero: only a longer quiet time ends it.
    private const int QuietValues = PictureFormat.SampleRate * PictureFormat.Channels / 20;

    private readonly Lock _gate = new();
    private readonly List<double> _flashes = [];
    private readonly List<double> _beeps = [];
    private long _tick;
    private long _values;
    private int _quiet;
    private bool _wasBright = true;

    /// <summary>Looks at a tick.</summary>
    /// <param name="luma">Empty without a picture.</param>
    /// <param name="samples">Interleaved.</param>
    public void Add(ReadOnlySpan<byte> luma, ReadOnlySpan<short> samples)
    {
        lock (_gate)
        {
            var bright = Blankness.Brightness(luma) > Bright;
            // A tick's picture is shown while its samples are heard.
            if (bright && !_wasBright) _flashes.Add((double)_values / PictureFormat.Channels / PictureFormat.SampleRate);
            _wasBright = bright;
            foreach (var sample in samples)
            {
                if (Math.Abs((int)sample) < Loud)
                {
                    _quiet++;
                }
                else
                {
                    if (_quiet > QuietValues) _beeps.Add((double)_values / PictureFormat.Channels / PictureFormat.SampleRate);
                    _quiet = 0;
                }

                _values++;
            }

            _tick++;
        }
    }

    /// <summary>By how much the sound has to be delayed, in seconds; null until it is certain.</summary>
    /// <param name="settled">Whether it must have stayed the same for a while.</param>
    public double? Offset(bool settled = true)
    {
        lock (_gate) return FlashesAndBeeps.Offset(_flashes, _beeps, settled);
    }

    /// <summary>How long it has looked.</summary>
    public TimeSpan Looked
    {
        get
        {
            lock (_gate) return format.Due(_tick);
        }
    }
}
