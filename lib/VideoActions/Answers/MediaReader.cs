using System.Globalization;
using System.Text.Json;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.VideoActions.Compilation;

namespace Onair.VideoActions.Answers;

/// <summary>Reads media properties from a response.</summary>
internal sealed class MediaReader
{
    private const int MaxTracks = 100;
    private readonly AnswerPath? _duration, _format, _bitrate, _size;
    private readonly AnswerPath? _items, _type, _codec, _width, _height, _frameRate, _channels;

    /// <summary>Compiles the paths.</summary>
    public MediaReader(MapCompilation map, string field, MediaPathsSpec? paths)
    {
        AnswerPath? Path(string name, string? path) => AnswerPath.Optional(map, $"{field}.{name}", path);
        (_duration, _format) = (Path("duration", paths?.Duration), Path("format", paths?.Format));
        (_bitrate, _size) = (Path("bitrate", paths?.Bitrate), Path("size", paths?.Size));
        if (paths?.Tracks is not { } tracks) return;
        _items = AnswerPath.Required(map, $"{field}.tracks.items", tracks.Items);
        _type = AnswerPath.Required(map, $"{field}.tracks.type", tracks.Type);
        (_codec, _width, _height) = (Path("tracks.codec", tracks.Codec), Path("tracks.width", tracks.Width), Path("tracks.height", tracks.Height));
        (_frameRate, _channels) = (Path("tracks.frameRate", tracks.FrameRate), Path("tracks.channels", tracks.Channels));
    }

    /// <summary>Reads the media properties.</summary>
    /// <exception cref="ActionException">A path cannot be followed.</exception>
    public MediaStatus Read(JsonElement answer) => AssetMedia.Complete(new()
    {
        DurationSeconds = _duration?.Number(answer),
        Format = Word(_format, answer),
        Bitrate = Whole(_bitrate?.Number(answer)),
        Bytes = Whole(_size?.Number(answer)),
        Tracks = _items is null ? [] : [.. _items.Select(answer).Take(MaxTracks).Select(Track).OfType<TrackStatus>()],
    });

    private TrackStatus? Track(JsonElement item) => Word(_type!, item) is not { } type ? null : new()
    {
        Type = type,
        Codec = Word(_codec, item),
        Width = (int?)Whole(_width?.Number(item), int.MaxValue),
        Height = (int?)Whole(_height?.Number(item), int.MaxValue),
        FrameRate = _frameRate?.Number(item),
        Channels = (int?)Whole(_channels?.Number(item), int.MaxValue),
    };

    private static string? Word(AnswerPath? path, JsonElement answer) => path?.Optional(answer) is { } word ? word.Length <= 100 ? word : word[..100] : null;

    private static long? Whole(double? number, long most = 1L << 53) => number <= most ? (long)Math.Round(number.Value) : null;
}

/// <summary>Combines media properties from responses.</summary>
public static class AssetMedia
{
    /// <summary>Merges two responses, e.g. of getAsset and inspectAsset. The second one takes precedence.</summary>
    public static MediaStatus Merge(MediaStatus asset, MediaStatus inspected) => Complete(new()
    {
        DurationSeconds = inspected.DurationSeconds ?? asset.DurationSeconds,
        Format = inspected.Format ?? asset.Format,
        Bitrate = inspected.Bitrate ?? asset.Bitrate,
        Bytes = inspected.Bytes ?? asset.Bytes,
        Tracks = inspected.Tracks.Count > 0 ? inspected.Tracks : asset.Tracks,
    });

    /// <summary>Adds derived properties: the duration as text, the average bit rate, and properties of the first tracks.</summary>
    internal static MediaStatus Complete(MediaStatus media)
    {
        var video = media.Tracks.FirstOrDefault(track => track.Type == "video");
        return media with
        {
            Duration = media.DurationSeconds is { } seconds ? Text(seconds) : null,
            Bitrate = media.Bitrate ?? (media is { Bytes: { } bytes, DurationSeconds: > 0.001 and var length } ? (long)Math.Min(bytes * 8d / length, 1L << 53) : null),
            Resolution = video is { Width: { } width, Height: { } height } ? string.Create(CultureInfo.InvariantCulture, $"{width}x{height}") : null,
            FrameRate = video?.FrameRate,
            VideoCodec = video?.Codec,
            AudioCodec = media.Tracks.FirstOrDefault(track => track.Type == "audio")?.Codec,
        };
    }

    private static string Text(double seconds)
    {
        var whole = (long)Math.Min(Math.Round(seconds), 1L << 40);
        var (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
        return (hours > 0 ? $"{hours}h" : "") + (minutes > 0 ? $"{minutes}m" : "") + (rest > 0 || whole == 0 ? $"{rest}s" : "");
    }
}
