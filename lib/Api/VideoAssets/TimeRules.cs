using System.Globalization;
using Onair.Api.Rules;

namespace Onair.Api.VideoAssets;

/// <summary>Times must be within the video. The rules apply once the service has reported the duration.</summary>
internal static class TimeRules
{
    public static IEnumerable<Violation> Thumbnail(VideoAssetCase asset)
    {
        var time = asset.Asset.Spec.Thumbnail.TimeSeconds;
        if (Duration(asset) is { } duration && time > duration)
            yield return new("spec.thumbnail.timeSeconds", Text(time), $"must be within the video, which is {Text(duration)} s long");
    }

    public static IEnumerable<Violation> ChapterEnd(VideoAssetCase asset) =>
        from chapter in asset.Asset.Spec.Chapters.Select((c, i) => (c.StartSeconds, c.EndSeconds, Position: i))
        where chapter.EndSeconds <= chapter.StartSeconds
        select new Violation($"spec.chapters[{chapter.Position}].endSeconds", Text(chapter.EndSeconds!.Value), $"must be after startSeconds, {Text(chapter.StartSeconds)}");

    public static IEnumerable<Violation> ChapterOrder(VideoAssetCase asset)
    {
        var chapters = asset.Asset.Spec.Chapters;
        for (var i = 1; i < chapters.Count; i++)
        {
            var (before, start) = (chapters[i - 1], chapters[i].StartSeconds);
            var field = $"spec.chapters[{i}].startSeconds";
            if (start <= before.StartSeconds)
                yield return new(field, Text(start), $"must be after the start of the previous chapter, {Text(before.StartSeconds)}");
            else if (start < before.EndSeconds)
                yield return new(field, Text(start), $"must not be before the end of the previous chapter, {Text(before.EndSeconds.Value)}");
        }
    }

    public static IEnumerable<Violation> ChapterWithin(VideoAssetCase asset)
    {
        if (Duration(asset) is not { } duration) yield break;
        var rule = $"the video, which is {Text(duration)} s long";
        for (var i = 0; i < asset.Asset.Spec.Chapters.Count; i++)
        {
            var chapter = asset.Asset.Spec.Chapters[i];
            if (chapter.StartSeconds >= duration) yield return new($"spec.chapters[{i}].startSeconds", Text(chapter.StartSeconds), $"must be before the end of {rule}");
            if (chapter.EndSeconds > duration) yield return new($"spec.chapters[{i}].endSeconds", Text(chapter.EndSeconds.Value), $"must be within {rule}");
        }
    }

    private static double? Duration(VideoAssetCase asset) => asset.Asset.Recorded.Media?.DurationSeconds;

    private static string Text(double seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
