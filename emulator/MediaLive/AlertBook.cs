using System.Globalization;
using Onair.Emulator.Media;

namespace Onair.Emulator.MediaLive;

/// <summary>One alert of a pipeline.</summary>
/// <param name="Id">Unique in the channel's run.</param>
/// <param name="Pipeline">0 or 1.</param>
/// <param name="Type">AWS's wording, see <see cref="InputAlerts"/>.</param>
/// <param name="Message">For people.</param>
/// <param name="Set">Since when.</param>
/// <param name="Cleared">Until when; null while it is set.</param>
internal sealed record ChannelAlert(string Id, int Pipeline, string Type, string Message, DateTimeOffset Set, DateTimeOffset? Cleared);

/// <summary>The alerts of one run of a channel: what its pipelines received over time.</summary>
/// <param name="run">When the run began.</param>
/// <param name="kept">How long a cleared alert stays, 5 minutes on AWS: "Monitoring alerts using the AWS SDKs or API" in the user guide.</param>
internal sealed class AlertBook(DateTimeOffset? run, TimeSpan kept)
{
    private readonly HashSet<int> _received = [];
    private int _count;

    /// <summary>When the run began.</summary>
    public DateTimeOffset? Run { get; } = run;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ChannelAlert> Alerts { get; private set; } = [];

    /// <summary>Updates the alerts from the current state of the pipelines.</summary>
    /// <param name="inputType">E.g. <c>RTMP_PUSH</c>.</param>
    /// <param name="health">What the pipelines see.</param>
    /// <param name="isProbing">The pipelines still look for their input: no alert is set.</param>
    /// <param name="now">The time.</param>
    public void Observe(string inputType, IEnumerable<PipelineHealth> health, bool isProbing, DateTimeOffset now)
    {
        var pipelines = health.ToList();
        _received.UnionWith(pipelines.Where(p => p.Receiving).Select(p => p.Pipeline));
        Show(
            isProbing
                ? []
                : [.. from pipeline in pipelines
                      from type in InputAlerts.Of(inputType, pipeline, _received.Contains(pipeline.Pipeline))
                      select (pipeline.Pipeline, type, pipeline.Detail)],
            now);
    }

    /// <summary>The run is over, and with it whatever its alerts were about.</summary>
    public void Clear(DateTimeOffset now) => Show([], now);

    private void Show(IReadOnlyList<(int Pipeline, string Type, string Message)> wanted, DateTimeOffset now)
    {
        // The reason may become known, or change, while an alert is set.
        var known = Alerts.Where(a => a.Cleared is null || now - a.Cleared < kept)
            .Select(a => a.Cleared is not null ? a
                : wanted.Where(w => Is(a, w)).Select(w => a with { Message = w.Message }).SingleOrDefault() ?? a with { Cleared = now })
            .ToList();
        Alerts =
        [
            .. known,
            .. wanted.Where(w => !known.Any(a => a.Cleared is null && Is(a, w)))
                .Select(w => new ChannelAlert((++_count).ToString(CultureInfo.InvariantCulture), w.Pipeline, w.Type, w.Message, now, Cleared: null)),
        ];
    }

    private static bool Is(ChannelAlert alert, (int Pipeline, string Type, string Message) wanted) =>
        alert.Pipeline == wanted.Pipeline && alert.Type == wanted.Type;
}
