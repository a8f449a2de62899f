namespace Onair.Api.LiveStreams;

/// <summary>A field of the spec that MediaLive's channel or input is made from.</summary>
/// <param name="Name">Its path; in a list, its name in the item.</param>
/// <param name="Value">Reads it; null when it is absent.</param>
/// <typeparam name="T">What has the field.</typeparam>
public sealed record ChannelField<T>(string Name, Func<T, object?> Value);

/// <summary>
/// The one list of the fields that MediaLive's channel and input are made from, and that MediaLive changes only while the
/// channel is idle. The operator adds how each is read from AWS; a test fails when one side lacks a field.
/// </summary>
public static class ChannelFieldTable
{
    /// <summary>The fields that a stream has once.</summary>
    public static IReadOnlyList<ChannelField<LiveStreamSpec>> OfStream { get; } =
    [
        new("spec.encoder.gopSeconds", s => s.Encoder.GopSeconds),
        new("spec.archive.segmentSeconds", s => s.Archive.SegmentSeconds),
    ];

    /// <summary>The fields of each rendition.</summary>
    public static IReadOnlyList<ChannelField<RenditionSpec>> OfRendition { get; } =
    [
        new("width", r => r.Width),
        new("height", r => r.Height),
        new("bitrate", r => r.Bitrate),
        new("frameRate", r => r.FrameRate),
        new("audioBitrate", r => r.AudioBitrate),
    ];

    /// <summary>The fields of each source of a pull input.</summary>
    public static IReadOnlyList<ChannelField<InputSourceSpec>> OfSource { get; } =
    [
        new("url", s => s.Url),
        new("credentialsSecretRef", s => s.CredentialsSecretRef?.Name),
    ];

    /// <summary>The path of a push input's stream key.</summary>
    public const string StreamKey = "spec.input.streamKeySecretRef";

    /// <summary>The path of a rendition's field.</summary>
    public static string RenditionPath(int index, string name) => $"spec.encoder.renditions[{index}].{name}";

    /// <summary>The path of a source's field.</summary>
    public static string SourcePath(int index, string name) => $"spec.input.sources[{index}].{name}";

    /// <summary>All fields of a spec by their paths.</summary>
    public static IReadOnlyDictionary<string, object?> Of(LiveStreamSpec spec)
    {
        var values = OfStream.ToDictionary(f => f.Name, f => f.Value(spec), StringComparer.Ordinal);
        // A reference, not the key: another Secret may hold the same one.
        values[StreamKey] = spec.Input is { Type: InputType.RtmpPush, StreamKeySecretRef: { } key } ? $"{key.Name}/{key.Key}" : null;
        foreach (var (i, rendition) in spec.Encoder.Renditions.Index())
            foreach (var field in OfRendition) values[RenditionPath(i, field.Name)] = field.Value(rendition);
        foreach (var (i, source) in (spec.Input.Sources ?? []).Index())
            foreach (var field in OfSource) values[SourcePath(i, field.Name)] = field.Value(source);
        return values;
    }

    /// <summary>The paths whose values differ, in ordinal order. A missing path is the same as null.</summary>
    public static IReadOnlyList<string> Differing(IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) =>
        [.. a.Keys.Union(b.Keys).Where(path => !Equals(a.GetValueOrDefault(path), b.GetValueOrDefault(path))).Order(StringComparer.Ordinal)];
}
