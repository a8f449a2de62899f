using System.Globalization;

namespace Onair.Api.LiveStreams;

/// <summary>
/// Finds the edits that MediaLive accepts only while the channel is idle. All others take effect on air or at the next session.
/// The operator finds the same fields when it compares the spec with AWS.
/// </summary>
public static class OnAirEdits
{
    /// <summary>Returns the paths of the changed fields that need an idle channel, in ordinal order.</summary>
    public static IReadOnlyList<string> NeedIdle(LiveStreamSpec before, LiveStreamSpec after)
    {
        var (had, has) = (Facts(before), Facts(after));
        return [.. had.Keys.Union(has.Keys).Where(k => had.GetValueOrDefault(k) != has.GetValueOrDefault(k)).Order(StringComparer.Ordinal)];
    }

    private static Dictionary<string, string> Facts(LiveStreamSpec spec)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["spec.encoder.gopSeconds"] = Text(spec.Encoder.GopSeconds),
            ["spec.archive.segmentSeconds"] = Text(spec.Archive.SegmentSeconds),
        };
        for (var i = 0; i < spec.Encoder.Renditions.Count; i++)
        {
            var (rendition, path) = (spec.Encoder.Renditions[i], $"spec.encoder.renditions[{i}]");
            facts[$"{path}.width"] = Text(rendition.Width);
            facts[$"{path}.height"] = Text(rendition.Height);
            facts[$"{path}.bitrate"] = Text(rendition.Bitrate);
            facts[$"{path}.frameRate"] = Text(rendition.FrameRate);
            facts[$"{path}.audioBitrate"] = Text(rendition.AudioBitrate);
        }
        for (var i = 0; i < (spec.Input.Sources?.Count ?? 0); i++)
        {
            facts[$"spec.input.sources[{i}].url"] = spec.Input.Sources![i].Url;
            if (spec.Input.Sources[i].CredentialsSecretRef is { } secret) facts[$"spec.input.sources[{i}].credentialsSecretRef"] = secret.Name;
        }
        return facts;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
