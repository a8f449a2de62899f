using System.Globalization;
using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Desired;

/// <summary>
/// A channel reduced to the fields that Onair sets, keyed by the spec's paths. Comparing two of these ignores what MediaLive
/// fills in or reorders, and names a difference the way its user knows it. A channel that somebody else made may lack or
/// repeat anything.
/// </summary>
internal static class ChannelFacts
{
    /// <summary>How each of <see cref="ChannelFieldTable.OfStream"/> is read from the channel.</summary>
    public static IReadOnlyDictionary<string, Func<EncoderSettings?, string?>> OfStream { get; } =
        new Dictionary<string, Func<EncoderSettings?, string?>>(StringComparer.Ordinal)
        {
            ["spec.encoder.gopSeconds"] = e => Text(Videos(e).LastOrDefault()?.CodecSettings?.H264Settings?.GopSize),
            ["spec.archive.segmentSeconds"] = e => Join(Archives(e).Select(a => Text(a.RolloverInterval))),
        };

    /// <summary>How each of <see cref="ChannelFieldTable.OfRendition"/> is read from the channel.</summary>
    public static IReadOnlyDictionary<string, Func<VideoDescription, AudioDescription?, string?>> OfRendition { get; } =
        new Dictionary<string, Func<VideoDescription, AudioDescription?, string?>>(StringComparer.Ordinal)
        {
            ["width"] = (video, _) => Text(video.Width),
            ["height"] = (video, _) => Text(video.Height),
            ["bitrate"] = (video, _) => Text(video.CodecSettings?.H264Settings?.Bitrate),
            ["frameRate"] = (video, _) => FrameRate(video.CodecSettings?.H264Settings),
            ["audioBitrate"] = (_, audio) => Text(audio?.CodecSettings?.AacSettings?.Bitrate),
        };

    /// <summary>
    /// The settings in which a channel differs that no field of the spec declares: Onair chose them, and an earlier version chose otherwise.
    /// </summary>
    public static IReadOnlyList<string> Outdated(EncoderSettings declared, EncoderSettings? actual) =>
        Modifiers(declared) == Modifiers(actual) ? [] : ["archive nameModifier"];

    public static IReadOnlyList<string> Differences(
        (EncoderSettings Encoder, List<InputAttachment> Inputs, List<OutputDestination> Destinations, string RoleArn) declared,
        (EncoderSettings? Encoder, List<InputAttachment>? Inputs, List<OutputDestination>? Destinations, string? RoleArn) actual) =>
        ChannelFieldTable.Differing(
            Of(declared.Encoder, declared.Inputs, declared.Destinations, declared.RoleArn),
            Of(actual.Encoder, actual.Inputs, actual.Destinations, actual.RoleArn));

    private static Dictionary<string, object?> Of(
        EncoderSettings? encoder, List<InputAttachment>? inputs, List<OutputDestination>? destinations, string? roleArn)
    {
        var facts = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["spec.providerRef (mediaLiveRoleArn)"] = roleArn,
            ["status.resources.inputId"] = Join(inputs?.Select(i => i.InputId)),
            ["status.resources.packageChannelId"] = Join(destinations?.SelectMany(d => d.MediaPackageSettings ?? []).Select(p => p.ChannelId)),
        };
        foreach (var (path, read) in OfStream) facts[path] = read(encoder);
        var audio = (encoder?.AudioDescriptions ?? []).ToLookup(a => a.Name ?? "", StringComparer.Ordinal);
        foreach (var (i, video) in Videos(encoder).Index())
            foreach (var (name, read) in OfRendition)
                facts[ChannelFieldTable.RenditionPath(i, name)] = read(video, audio[video.Name ?? ""].FirstOrDefault());
        return facts;
    }

    private static IEnumerable<VideoDescription> Videos(EncoderSettings? encoder) =>
        (encoder?.VideoDescriptions ?? []).OrderBy(v => v.Name, StringComparer.Ordinal);

    private static IEnumerable<ArchiveGroupSettings> Archives(EncoderSettings? encoder) =>
        (encoder?.OutputGroups ?? []).Select(g => g.OutputGroupSettings?.ArchiveGroupSettings).OfType<ArchiveGroupSettings>();

    private static string Modifiers(EncoderSettings? encoder) => Join(
        from @group in encoder?.OutputGroups ?? []
        where @group.OutputGroupSettings?.ArchiveGroupSettings is not null
        from output in @group.Outputs ?? []
        select output.OutputSettings?.ArchiveOutputSettings?.NameModifier);

    private static string FrameRate(H264Settings? h264) => $"{Text(h264?.FramerateNumerator)}/{Text(h264?.FramerateDenominator)}";

    private static string? Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);

    private static string Join(IEnumerable<string?>? values) => string.Join(',', (values ?? []).Order(StringComparer.Ordinal));
}
