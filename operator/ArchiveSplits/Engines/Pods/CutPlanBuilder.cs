using Onair.Api.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.AwsAccounts;
using Onair.Recordings.Cutting;
using Onair.Recordings.Index;
using Onair.Recordings.Sessions;

namespace Onair.Operator.ArchiveSplits.Engines.Pods;

/// <summary>Plans the cut of a section for its pod.</summary>
internal static class CutPlanBuilder
{
    /// <summary>The plan, with signed URLs.</summary>
    /// <param name="work">The attempt.</param>
    /// <param name="what">What is cut.</param>
    /// <param name="uploadId">The upload that the pod writes to.</param>
    /// <param name="expires">When the URLs end.</param>
    public static async Task<CutPlan> OfAsync(SectionWork work, Coverage.Ready what, string uploadId, DateTimeOffset expires)
    {
        var (urls, size) = (new UrlSigner(work.Account, expires), UploadSize.For(Bytes(what)));
        Dictionary<string, Uri> segments = new(StringComparer.Ordinal);
        foreach (var segment in what.Heard.Select(s => s.Segment)) segments[segment.Key] = await urls.GetAsync(work.Archive with { Key = segment.Key });
        List<Uri> parts = [];
        for (var number = 1; number <= size.Parts; number++) parts.Add(await urls.PutPartAsync(work.Output, uploadId, number));
        return new()
        {
            KeyframesOnly = work.Split.Spec.Precision == SplitPrecision.Keyframe,
            Pieces = Pieces(what, s => segments[s.Key]),
            Encoder = what.Encoder,
            Output = new() { PartBytes = size.PartBytes, Parts = parts },
        };
    }

    /// <summary>The pieces of a section, in order.</summary>
    /// <param name="what">The section.</param>
    /// <param name="url">A segment's URL.</param>
    public static IReadOnlyList<CutPiece> Pieces(Coverage.Ready what, Func<RecordedSegment, Uri> url) =>
    [
        .. what.Heard.Select(range => new CutPiece
        {
            Url = url(range.Segment),
            Index = Needed(range),
            From = range.From - range.Zero,
            To = range.To - range.Zero,
            Discontinuity = range.Discontinuity,
        }),
    ];

    /// <summary>Bytes of the GOPs that are read.</summary>
    public static long Bytes(Coverage.Ready what) => what.SegmentRanges.Sum(range =>
    {
        var (first, last) = range.Gops();
        return range.Segment.Index.Gops.Skip(first).Take(last - first + 1).Sum(g => (long)g.Bytes);
    });

    // One more GOP on either side: audio is multiplexed a little before or after the video that it belongs to.
    private static SegmentIndex Needed(SegmentRange range)
    {
        var index = range.Segment.Index;
        var (first, last) = range.Gops();
        first = Math.Max(0, first - 1);
        last = Math.Min(index.Gops.Count - 1, last + 1);
        return index with { Gops = [.. index.Gops.Skip(first).Take(last - first + 1)] };
    }
}
