using System.Globalization;
using Amazon.MediaLive.Model;

namespace Onair.Operator.LiveStreams.Desired;

/// <summary>
/// What a channel is, reduced to the fields that Onair sets and keyed by the spec's paths. Comparing two of these ignores
/// what MediaLive fills in or re-orders, and names a difference the way its user knows it. A channel that somebody else made
/// may lack or repeat anything.
/// </summary>
internal static class ChannelFacts
{
    public static IReadOnlyList<string> Differences(
        (EncoderSettings Encoder, List<InputAttachment> Inputs, List<OutputDestination> Destinations, string RoleArn) declared,
        (EncoderSettings? Encoder, List<InputAttachment>? Inputs, List<OutputDestination>? Destinations, string? RoleArn) actual)
    {
        var want = Of(declared.Encoder, declared.Inputs, declared.Destinations, declared.RoleArn);
        var have = Of(actual.Encoder, actual.Inputs, actual.Destinations, actual.RoleArn);
        return [.. want.Keys.Union(have.Keys).Where(k => want.GetValueOrDefault(k) != have.GetValueOrDefault(k)).Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string?> Of(
        EncoderSettings? encoder, List<InputAttachment>? inputs, List<OutputDestination>? destinations, string? roleArn)
    {
        var facts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["spec.providerRef (mediaLiveRoleArn)"] = roleArn,
            ["status.resources.inputId"] = Join(inputs?.Select(i => i.InputId)),
            ["status.resources.packageChannelId"] = Join(destinations?.SelectMany(d => d.MediaPackageSettings ?? []).Select(p => p.ChannelId)),
        };
        var archives = (encoder?.OutputGroups ?? []).Select(g => g.OutputGroupSettings?.ArchiveGroupSettings).OfType<ArchiveGroupSettings>();
        facts["spec.archive.segmentSeconds"] = Join(archives.Select(a => Text(a.RolloverInterval)));
        AddRenditions(facts, encoder);
        return facts;
    }

    private static void AddRenditions(Dictionary<string, string?> facts, EncoderSettings? encoder)
    {
        var audio = (encoder?.AudioDescriptions ?? []).ToLookup(a => a.Name ?? "", StringComparer.Ordinal);
        var videos = (encoder?.VideoDescriptions ?? []).OrderBy(v => v.Name, StringComparer.Ordinal).ToList();
        for (var i = 0; i < videos.Count; i++)
        {
            var (video, h264, path) = (videos[i], videos[i].CodecSettings?.H264Settings, $"spec.encoder.renditions[{i}]");
            facts[$"{path}.width"] = Text(video.Width);
            facts[$"{path}.height"] = Text(video.Height);
            facts[$"{path}.bitrate"] = Text(h264?.Bitrate);
            facts[$"{path}.frameRate"] = $"{Text(h264?.FramerateNumerator)}/{Text(h264?.FramerateDenominator)}";
            facts[$"{path}.audioBitrate"] = Text(audio[video.Name ?? ""].FirstOrDefault()?.CodecSettings?.AacSettings?.Bitrate);
            facts["spec.encoder.gopSeconds"] = Text(h264?.GopSize);
        }
    }

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string?>? values) => string.Join(',', (values ?? []).Order(StringComparer.Ordinal));
}
