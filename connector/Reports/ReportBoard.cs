using Onair.ConnectorPod.Pictures;
using Onair.Connectors;

namespace Onair.ConnectorPod.Reports;

/// <summary>Collects what all parts report.</summary>
internal sealed class ReportBoard(int targets, TimeProvider time)
{
    private static readonly string[] Order =
        [ConnectorStages.Display, ConnectorStages.Sound, ConnectorStages.Page, ConnectorStages.Picture, ConnectorStages.Push, ConnectorStages.Flow];

    private readonly Lock _gate = new();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly Dictionary<string, DateTimeOffset> _stages = [];
    private readonly Dictionary<string, int> _restarts = [];
    private readonly bool[] _pushing = new bool[targets];
    private readonly string?[] _pushMessages = new string?[targets];
    private readonly long[] _sent = new long[targets];
    private readonly long?[] _sentAt = new long?[targets];
    private int? _shown;
    private (string? Reason, string? Message) _why;
    private PictureTrack? _picture;
    private (long Captured, long Replaced) _before;
    private (long Given, long Repeated, long Refused) _frames;
    private long _framesIn;
    private long _dropped;
    private double? _delay;
    private long _tickedAt = time.GetTimestamp();

    /// <summary>How long ago the clock last ticked.</summary>
    public TimeSpan SinceTick => time.GetElapsedTime(Volatile.Read(ref _tickedAt));

    /// <summary>How often each part was started again.</summary>
    public IReadOnlyDictionary<string, int> Restarts
    {
        get
        {
            lock (_gate) return new Dictionary<string, int>(_restarts);
        }
    }

    public void Ticked() => Volatile.Write(ref _tickedAt, time.GetTimestamp());

    /// <summary>A stage is reached, perhaps again.</summary>
    public void Reached(string stage)
    {
        lock (_gate) _stages[stage] = time.GetUtcNow();
    }

    public void Restarted(string part)
    {
        lock (_gate) _restarts[part] = _restarts.GetValueOrDefault(part) + 1;
    }

    public void Calibrated(double seconds)
    {
        lock (_gate) _delay = seconds;
    }

    /// <summary>What is shown, and why it is not source 0.</summary>
    public void Showing(int? source, string? reason, string? message)
    {
        lock (_gate)
        {
            // The last picture of a source that failed is still its picture.
            if (source is not null) _shown = source;
            _why = (reason, message);
        }
    }

    /// <summary>A tick was given to the encoder, or could not be.</summary>
    /// <param name="picture">Of the source that is shown; null for none.</param>
    /// <param name="given">Whether the encoder took it.</param>
    /// <param name="isNew">Whether the frame was new.</param>
    public void Gave(PictureTrack? picture, bool given, bool isNew)
    {
        lock (_gate)
        {
            if (given) _frames = (_frames.Given + 1, _frames.Repeated + (isNew ? 0 : 1), _frames.Refused);
            else _frames.Refused++;
            if (picture is null) return;
            var now = (picture.Captured, picture.Replaced);
            if (picture == _picture)
            {
                _framesIn += now.Captured - _before.Captured;
                _dropped += now.Replaced - _before.Replaced;
            }

            (_picture, _before) = (picture, now);
        }
    }

    public void PushAccepted(int target)
    {
        lock (_gate)
        {
            _pushing[target] = true;
            _pushMessages[target] = null;
            // A new connection waits for a key frame.
            if (_sent[target] > 0) _sentAt[target] = time.GetTimestamp();
            if (_pushing.All(p => p)) _stages[ConnectorStages.Push] = time.GetUtcNow();
        }
    }

    public void PushFailed(int target, string message)
    {
        lock (_gate)
        {
            if (_pushing[target]) _restarts["push"] = _restarts.GetValueOrDefault("push") + 1;
            (_pushing[target], _pushMessages[target]) = (false, message);
        }
    }

    public void Sent(int target, int bytes)
    {
        lock (_gate)
        {
            _sent[target] += bytes;
            _sentAt[target] = time.GetTimestamp();
            if (!_stages.TryGetValue(ConnectorStages.Flow, out var flow) || flow < _stages.GetValueOrDefault(ConnectorStages.Push)) _stages[ConnectorStages.Flow] = time.GetUtcNow();
        }
    }

    public ConnectorReport Read()
    {
        lock (_gate)
        {
            return new ConnectorReport
            {
                StartedAt = _startedAt,
                Stages = [.. Order.Where(_stages.ContainsKey).Select(s => new ReportedStage(s, _stages[s]))],
                Source = _shown,
                Reason = _why.Reason,
                Message = _why.Message,
                Pushing = [.. _pushing],
                PushMessage = _pushMessages.OfType<string>().FirstOrDefault(),
                Restarts = _restarts.Values.Sum(),
                FramesIn = _framesIn,
                FramesOut = _frames.Given,
                FramesRepeated = _frames.Repeated,
                FramesDropped = _dropped + _frames.Refused,
                BytesOut = _sent.Sum(),
                SecondsSinceBytes = _sentAt.All(at => at is not null) ? _sentAt.Max(at => time.GetElapsedTime(at!.Value)).TotalSeconds : null,
                AudioDelaySeconds = _delay,
            };
        }
    }
}
