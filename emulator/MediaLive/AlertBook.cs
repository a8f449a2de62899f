using Onair.Emulator.Media;

namespace Onair.Emulator.MediaLive;

/// <summary>One alert of a pipeline.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Pipeline">0 or 1.</param>
/// <param name="Type">AWS's wording, see the list of alerts for channels in the MediaLive user guide.</param>
/// <param name="Message">For people.</param>
/// <param name="Set">Since when.</param>
/// <param name="Cleared">Until when; null while it is set.</param>
internal sealed record ChannelAlert(string Id, int Pipeline, string Type, string Message, DateTimeOffset Set, DateTimeOffset? Cleared);

/// <summary>The alerts of one run of a channel: what its pipelines received over time.</summary>
internal sealed class AlertBook
{
    /// <summary>5305: the stream has not arrived yet.</summary>
    public const string StreamNotFound = "RTMP Stream Not Found";

    /// <summary>5307: the stream arrived and stopped.</summary>
    public const string NoAudioVideo = "RTMP Has No Audio/Video";

    private const int Kept = 100;
    private readonly HashSet<int> _received = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ChannelAlert> Alerts { get; private set; } = [];

    /// <summary>Updates the alerts from the current state of the pipelines.</summary>
    public void Observe(IEnumerable<PipelineHealth> health, DateTimeOffset now)
    {
        foreach (var pipeline in health)
        {
            var open = Alerts.FirstOrDefault(a => a.Pipeline == pipeline.Pipeline && a.Cleared is null);
            if (pipeline.Receiving)
            {
                _received.Add(pipeline.Pipeline);
                if (open is not null) Alerts = [.. Alerts.Select(a => a == open ? a with { Cleared = now } : a)];
            }
            else if (open is not null)
            {
                // The reason may become known, or change, while it lasts.
                if (open.Message != pipeline.Detail) Alerts = [.. Alerts.Select(a => a == open ? a with { Message = pipeline.Detail } : a)];
            }
            else
            {
                var type = _received.Contains(pipeline.Pipeline) ? NoAudioVideo : StreamNotFound;
                var alert = new ChannelAlert(Guid.NewGuid().ToString("N"), pipeline.Pipeline, type, pipeline.Detail, now, Cleared: null);
                Alerts = [.. Alerts.TakeLast(Kept - 1), alert];
            }
        }
    }
}
