using System.Globalization;
using Onair.Api.Common;

namespace Onair.Api.LiveStreams;

/// <summary>The rules of a LiveStream that its schema cannot say.</summary>
public static class LiveStreamRules
{
    private static readonly string[] Placeholders =
        ["{bucket}", "{yyyy}", "{MM}", "{dd}", "{unix}", "{uid}", "{namespace}", "{name}"];

    /// <summary>All violations at once; empty when the spec is valid.</summary>
    public static IReadOnlyList<Violation> Check(LiveStreamSpec spec) =>
        [.. InputRules.Check(spec.Input), .. Renditions(spec), .. Packaging(spec), .. Archive(spec), .. Schedule(spec), .. CostGuard(spec)];

    private static IEnumerable<Violation> Renditions(LiveStreamSpec spec)
    {
        var seen = new Dictionary<(int, int, int), int>();
        for (var i = 0; i < spec.Encoder.Renditions.Count; i++)
        {
            var r = spec.Encoder.Renditions[i];
            if (!seen.TryAdd((r.Height, r.Width, r.Bitrate), i))
                yield return new(
                    $"spec.encoder.renditions[{i}]", $"{r.Width}x{r.Height} at {r.Bitrate} bit/s",
                    "renditions must differ in width, height or bitrate");
            if (r.FrameRate != spec.Encoder.Renditions[0].FrameRate)
                yield return new(
                    $"spec.encoder.renditions[{i}].frameRate", r.FrameRate.ToString(CultureInfo.InvariantCulture),
                    "all renditions must have the frame rate of the first, or players cannot switch between them");
        }
    }

    private static IEnumerable<Violation> Packaging(LiveStreamSpec spec)
    {
        var p = spec.Packaging;
        if (p.PlaylistWindowSeconds < 3 * p.SegmentSeconds)
            yield return new(
                "spec.packaging.playlistWindowSeconds", $"{p.PlaylistWindowSeconds}",
                $"must be at least three segments, {3 * p.SegmentSeconds} s");
        if (p.StartoverWindowSeconds != 0 && p.StartoverWindowSeconds < p.PlaylistWindowSeconds)
            yield return new(
                "spec.packaging.startoverWindowSeconds", $"{p.StartoverWindowSeconds}",
                $"must be 0 or at least playlistWindowSeconds, {p.PlaylistWindowSeconds} s");
    }

    private static IEnumerable<Violation> Archive(LiveStreamSpec spec)
    {
        var path = spec.Archive.Path;
        if (!path.Contains("{unix}", StringComparison.Ordinal))
            yield return new("spec.archive.path", path, "must contain {unix}, so that no session overwrites another");
        var rest = Placeholders.Aggregate(path, (p, placeholder) => p.Replace(placeholder, "", StringComparison.Ordinal));
        if (rest.Contains('{', StringComparison.Ordinal) || rest.Contains('}', StringComparison.Ordinal))
            yield return new("spec.archive.path", path, $"knows only the placeholders {string.Join(' ', Placeholders)}");
    }

    private static IEnumerable<Violation> CostGuard(LiveStreamSpec spec)
    {
        if (spec.CostGuard is not { } guard) return [];
        return Positive("spec.costGuard.maxRunDuration", guard.MaxRunDuration)
            .Concat(Positive("spec.costGuard.noInputTimeout", guard.NoInputTimeout));

        // Zero would stop every run at once.
        static IEnumerable<Violation> Positive(string field, string? duration) =>
            duration is null || Duration.Parse(duration) > TimeSpan.Zero ? [] : [new(field, duration, "must be longer than zero")];
    }

    private static IEnumerable<Violation> Schedule(LiveStreamSpec spec)
    {
        var windows = (spec.Schedule ?? []).Select((w, i) => (w, i)).ToList();
        foreach (var (w, i) in windows.Where(x => x.w.Stop <= x.w.Start))
            yield return new($"spec.schedule[{i}].stop", $"{w.Stop:O}", $"must be after start, {w.Start:O}");
        var ordered = windows.OrderBy(x => x.w.Start).ToList();
        for (var k = 1; k < ordered.Count; k++)
        {
            var (before, current) = (ordered[k - 1], ordered[k]);
            if (current.w.Start < before.w.Stop)
                yield return new(
                    $"spec.schedule[{current.i}].start", $"{current.w.Start:O}",
                    $"must not overlap spec.schedule[{before.i}], which ends {before.w.Stop:O}");
        }
    }
}
