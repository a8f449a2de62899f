using System.Globalization;
using Onair.Events;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Telemetry.Beacons;

/// <summary>What a beacon must be. Pure functions.</summary>
internal static class BeaconRules
{
    /// <summary>The most events of a beacon.</summary>
    public const int MostEvents = 100;

    private const int MostNumbers = 1_000_000;
    private const int MostErrors = 20;

    // Ten years: positions of a live stream may count from its beginning.
    private const double MostSeconds = 315_576_000;
    private const int MostPixels = 100_000;
    private const long MostBits = 10_000_000_000;

    // Of the years 2020 to 2100: other clocks are not set.
    private const long LeastTime = 1_577_836_800_000;
    private const long MostTime = 4_102_444_800_000;

    private static readonly string[] Types = [.. PlayerEventTypes.Playback, PlayerEventTypes.Performance];
    private static readonly string[] Failures = ["network", "media", "unsupported", "denied", "gone", "failed"];

    /// <summary>The errors of a beacon, at most twenty of them.</summary>
    public static IReadOnlyList<FieldError> Errors(BeaconBody body) => [.. All(body).OfType<FieldError>().Take(MostErrors)];

    private static IEnumerable<FieldError?> All(BeaconBody body)
    {
        if (SessionId.Parse(body.Session) is null) yield return new("session", Shown.Text(body.Session), SessionId.Rule);
        yield return Time("sent", body.Sent);
        if (body.Events.Count > MostEvents)
        {
            yield return new("events", "[…]", $"must have at most {MostEvents} events");
            yield break;
        }
        var before = 0;
        foreach (var (index, next) in body.Events.Index())
        {
            foreach (var error in Of(next, $"events[{index.ToString(CultureInfo.InvariantCulture)}]", before)) yield return error;
            before = next.Id;
        }
    }

    private static IEnumerable<FieldError?> Of(BeaconEvent e, string at, int before)
    {
        yield return Between($"{at}.id", e.Id, 1, MostNumbers);
        if (e.Id <= before) yield return Wrong($"{at}.id", e.Id, "must be greater than the id of the event before");
        if (!Types.Contains(e.Type)) yield return new($"{at}.type", Shown.Text(e.Type), $"must be one of {string.Join(", ", Types)}");
        yield return Time($"{at}.at", e.At);
        yield return Between($"{at}.position", e.Position, 0, MostSeconds);
        yield return Only($"{at}.from", e.From, e.Type == "stream_seek", "stream_seek") ?? Between($"{at}.from", e.From, 0, MostSeconds);
        yield return Only($"{at}.height", e.Height, e.Type == "stream_quality_change", "stream_quality_change") ?? Between($"{at}.height", e.Height, 0, MostPixels);
        yield return Only($"{at}.bitrate", e.Bitrate, e.Type == "stream_quality_change", "stream_quality_change") ?? Between($"{at}.bitrate", e.Bitrate, 0, MostBits);
        if (e.Type == "stream_error" && !Failures.Contains(e.Error)) yield return new($"{at}.error", e.Error is null ? null : Shown.Text(e.Error), $"must be one of {string.Join(", ", Failures)}");
        if (e.Type != "stream_error" && e.Error is not null) yield return new($"{at}.error", Shown.Text(e.Error), "is allowed with type stream_error alone");
        var measured = e.Type == PlayerEventTypes.Performance;
        if (measured && e.Figures is null) yield return new($"{at}.figures", null, $"is required with type {PlayerEventTypes.Performance}");
        if (!measured && e.Figures is not null) yield return new($"{at}.figures", "{…}", $"is allowed with type {PlayerEventTypes.Performance} alone");
        if (e.Figures is null) yield break;
        foreach (var error in Of(e.Figures, $"{at}.figures")) yield return error;
    }

    private static IEnumerable<FieldError?> Of(BeaconFigures figures, string at) =>
    [
        Between($"{at}.view_duration", figures.ViewDuration, 0, MostSeconds),
        Between($"{at}.elapsed_seconds", figures.ElapsedSeconds, 0, MostSeconds),
        Between($"{at}.buffering_events", figures.BufferingEvents, 0, MostNumbers),
        Between($"{at}.rebuffer_seconds", figures.RebufferSeconds, 0, MostSeconds),
        Between($"{at}.quality_changes", figures.QualityChanges, 0, MostNumbers),
        Between($"{at}.startup_seconds", figures.StartupSeconds, 0, MostSeconds),
        Between($"{at}.latency_seconds", figures.LatencySeconds, 0, MostSeconds),
    ];

    private static FieldError? Time(string field, long value) =>
        value is >= LeastTime and <= MostTime ? null : Wrong(field, value, "must be a time of 2020 to 2100, in ms since 1970");

    private static FieldError? Between(string field, double? value, double least, double most) =>
        value is null || (value >= least && value <= most) ? null : Wrong(field, value.Value, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}"));

    private static FieldError? Only(string field, double? value, bool allowed, string type) =>
        value is null || allowed ? null : Wrong(field, value.Value, $"is allowed with type {type} alone");

    private static FieldError Wrong(string field, double value, string rule) => new(field, value.ToString(CultureInfo.InvariantCulture), rule);
}
