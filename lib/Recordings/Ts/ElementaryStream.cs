using System.Text;

namespace Onair.Recordings.Ts;

/// <summary>
/// An elementary stream of a program map, and whether people see or hear it. The numbers are those of ISO/IEC 13818-1 (table 2-34), of ATSC A/53
/// and SCTE 35, of Blu-ray discs, and the descriptors of ETSI EN 300 468 (DVB) and of SMPTE's registry. Everything else is data: subtitles, SCTE-35,
/// ID3.
/// </summary>
/// <param name="Type">Its stream type.</param>
/// <param name="Pid">Its PID.</param>
/// <param name="IsVideo">Whether people see it.</param>
/// <param name="IsAudio">Whether people hear it.</param>
/// <param name="Name">The name of its coding.</param>
internal readonly record struct ElementaryStream(byte Type, int Pid, bool IsVideo, bool IsAudio, string Name)
{
    private const byte PrivateData = 0x06;
    private const byte FirstUserType = 0x80;
    private const byte Registration = 0x05;
    private const byte Extension = 0x7f;

    /// <summary>How messages name it: <c>E-AC-3 audio (stream type 0x87)</c>.</summary>
    public override string ToString() => $"{Name} {(IsVideo ? "video" : "audio")} (stream type 0x{Type:x2})";

    /// <summary>What a stream type and its descriptors say.</summary>
    /// <param name="type">The stream type.</param>
    /// <param name="pid">The PID.</param>
    /// <param name="descriptors">The descriptors, possibly cut short.</param>
    public static ElementaryStream Of(byte type, int pid, ReadOnlySpan<byte> descriptors)
    {
        var (video, audio) = (Video(type), Audio(type));
        if (video is null && audio is null && type is PrivateData or >= FirstUserType) (video, audio) = Private(descriptors);
        return new(type, pid, video is not null, audio is not null, video ?? audio ?? "");
    }

    private static string? Video(byte type) => type switch
    {
        0x01 => "MPEG-1",
        0x02 or 0x80 => "MPEG-2",
        0x10 => "MPEG-4",
        0x1b => "H.264",
        0x1e or 0x1f or 0x20 or 0x22 or 0x23 or 0x26 => "additional H.264",
        0x21 => "JPEG 2000",
        0x24 or 0x25 or (>= 0x28 and <= 0x2b) => "HEVC",
        0x32 => "JPEG XS",
        0x33 or 0x34 => "VVC",
        0x35 => "EVC",
        0x42 or 0xd2 or 0xd4 => "AVS",
        0xd1 => "Dirac",
        0xdb => "encrypted H.264",
        0xea => "VC-1",
        _ => null,
    };

    private static string? Audio(byte type) => type switch
    {
        0x03 or 0x04 => "MPEG",
        0x0f or 0x1c => "AAC",
        0x11 => "AAC LATM",
        0x2d or 0x2e => "MPEG-H",
        0x81 => "AC-3",
        0x83 => "TrueHD",
        0x84 or 0x87 or 0xa1 => "E-AC-3",
        0x85 or 0x88 or 0x8a or 0xa2 => "DTS",
        0xc1 => "encrypted AC-3",
        0xc2 => "encrypted E-AC-3",
        0xcf => "encrypted AAC",
        _ => null,
    };

    // What private data is, and a type that anybody may use, only its descriptors say.
    private static (string? Video, string? Audio) Private(ReadOnlySpan<byte> descriptors)
    {
        while (descriptors.Length >= 2)
        {
            var (tag, length) = (descriptors[0], Math.Min((int)descriptors[1], descriptors.Length - 2));
            var content = descriptors.Slice(2, length);
            if (Described(tag, content) is { } found && found != default) return found;
            descriptors = descriptors[(2 + length)..];
        }

        return default;
    }

    private static (string? Video, string? Audio) Described(byte tag, ReadOnlySpan<byte> content) => tag switch
    {
        0x6a or 0x81 => (null, "AC-3"),
        0x7a or 0xcc => (null, "E-AC-3"),
        0x7b => (null, "DTS"),
        0x7c => (null, "AAC"),
        Extension when content.Length > 0 => (null, content[0] switch
        {
            0x0e or 0x0f or 0x21 => "DTS",
            0x15 => "AC-4",
            0x80 => "Opus",
            _ => null,
        }),
        Registration when content.Length >= 4 => Encoding.ASCII.GetString(content[..4]) switch
        {
            "AC-3" => (null, "AC-3"),
            "AC-4" => (null, "AC-4"),
            "EAC3" => (null, "E-AC-3"),
            "Opus" => (null, "Opus"),
            "BSSD" => (null, "SMPTE 302M"),
            "DTS1" or "DTS2" or "DTS3" => (null, "DTS"),
            "mlpa" => (null, "TrueHD"),
            "AV01" => ("AV1", null),
            "HEVC" => ("HEVC", null),
            "VC-1" => ("VC-1", null),
            "drac" => ("Dirac", null),
            _ => default,
        },
        _ => default,
    };
}
