using System.Text.RegularExpressions;

namespace Onair.Emulator.Media;

/// <summary>Refuses what could not run, or would name files outside of their directory.</summary>
internal static partial class PlanCheck
{
    /// <exception cref="ArgumentException">Names the field, its value and the rule.</exception>
    public static void Check(ChannelPlan plan)
    {
        Require(plan.Pipelines.Count is 1 or 2, "Pipelines", $"{plan.Pipelines.Count} entries", "there are one or two");
        foreach (var source in plan.Pipelines)
            Require(source.Pipeline is 0 or 1, "Pipelines[].Pipeline", source.Pipeline.ToString(Invariant), "0 or 1");
        Require(plan.Renditions.Count > 0, "Renditions", "none", "there is at least one");
        Require(plan.Renditions.DistinctBy(r => r.Name).Count() == plan.Renditions.Count, "Renditions[].Name", "a name twice", "names are unique");
        foreach (var rendition in plan.Renditions) Check(rendition);
        foreach (var endpoint in plan.Package?.Endpoints ?? []) Check(endpoint);

        foreach (var archive in plan.Archives)
            Require(archive.SegmentSeconds > 0, "Archives[].SegmentSeconds", archive.SegmentSeconds.ToString(Invariant), "greater than 0");
    }

    /// <exception cref="ArgumentException">Names the field, its value and the rule.</exception>
    public static void Check(PackageEndpoint endpoint)
    {
        Require(PathSegment().IsMatch(endpoint.EndpointToken), "EndpointToken", endpoint.EndpointToken, "letters, digits, '_' and '-'");
        Require(endpoint.SegmentSeconds > 0, "SegmentSeconds", endpoint.SegmentSeconds.ToString(Invariant), "greater than 0");
    }

    private static readonly IFormatProvider Invariant = System.Globalization.CultureInfo.InvariantCulture;

    private static void Check(Rendition rendition)
    {
        Require(PathSegment().IsMatch(rendition.Name), "Renditions[].Name", rendition.Name, "letters, digits, '_' and '-'");
        if (rendition.IsCopy) return;
        var size = $"{rendition.Width}x{rendition.Height}";
        Require(rendition is { Width: > 0, Height: > 0 } && rendition.Width % 2 == 0 && rendition.Height % 2 == 0, "Renditions[] size", size, "even and greater than 0");
        Require(rendition is { FrameRateNumerator: > 0, FrameRateDenominator: > 0 }, "Renditions[] frame rate", $"{rendition.FrameRateNumerator}/{rendition.FrameRateDenominator}", "greater than 0");
        Require(rendition is { VideoBitrate: > 0, AudioBitrate: > 0 }, "Renditions[] bit rates", $"{rendition.VideoBitrate}, {rendition.AudioBitrate}", "greater than 0");
        Require(rendition.GopSeconds > 0, "Renditions[].GopSeconds", rendition.GopSeconds.ToString(Invariant), "greater than 0");
    }

    private static void Require(bool holds, string field, string value, string rule)
    {
        if (!holds) throw new ArgumentException($"{field} is '{value}'; it must be: {rule}.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex PathSegment();
}
