using System.Globalization;
using Onair.Recordings.Ts;

namespace Onair.Recordings.Cutting;

/// <summary>x264's settings as written into the stream, and as arguments of ffmpeg.</summary>
public static class EncoderSettings
{
    // Settings that affect SPS, PPS or the tools that slices use. Of rate control only the buffer matters: edges get the bitrate
    // they need.
    private static readonly HashSet<string> Imitated = new(StringComparer.Ordinal)
    {
        "cabac", "ref", "deblock", "me", "subme", "psy", "mixed_ref", "me_range", "chroma_me", "trellis", "8x8dct", "cqm",
        "fast_pskip", "chroma_qp_offset", "nr", "decimate", "bluray_compat", "constrained_intra", "bframes", "b_pyramid", "b_adapt",
        "b_bias", "weightb", "weightp", "keyint", "keyint_min", "slices", "rc_lookahead", "mbtree", "vbv_maxrate", "vbv_bufsize",
        "nal_hrd", "qcomp", "qpmin", "qpmax", "qpstep",
    };

    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["mixed_ref"] = "mixed-refs",
        ["me_range"] = "merange",
        ["keyint_min"] = "min-keyint",
    };

    /// <summary>Arguments of ffmpeg that make libx264 write the same parameter sets; null when it cannot.</summary>
    /// <param name="encoder">The settings, e.g. <c>cabac=1 ref=1 deblock=1:0:0 …</c>.</param>
    /// <param name="parameterSets">The expected SPS and PPS.</param>
    public static IReadOnlyList<string>? Arguments(string encoder, byte[] parameterSets)
    {
        var said = encoder.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2)).Where(p => p.Length == 2).GroupBy(p => p[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last()[1], StringComparer.Ordinal);
        if (said.GetValueOrDefault("interlaced", "0") != "0" || said.GetValueOrDefault("open_gop", "0") != "0") return null;
        if (SequenceParameters.Find(parameterSets) is not { } picture || ProfileOf(picture.Codec) is not { } profile) return null;
        var level = Convert.ToInt32(picture.Codec[^2..], 16);
        List<string> parameters = ["stitchable=1", "scenecut=0", "open-gop=0", "crf=18", FormattableString.Invariant($"force-cfr={(picture.FixedFrameRate ? 1 : 0)}")];
        parameters.AddRange(said.Where(p => Imitated.Contains(p.Key)).Select(p => $"{Renamed.GetValueOrDefault(p.Key, p.Key.Replace('_', '-'))}={Value(p.Key, p.Value)}"));
        if (said.GetValueOrDefault("aq")?.Split(':') is [var mode, .. var rest])
            parameters.AddRange([$"aq-mode={mode}", .. rest.Select(strength => $"aq-strength={strength}")]);
        if (said.GetValueOrDefault("analyse")?.Split(':') is [_, var partitions]) parameters.Add($"partitions={Partitions(partitions)}");
        return
        [
            "-c:v", "libx264", "-profile:v", profile, "-level:v", FormattableString.Invariant($"{level / 10}.{level % 10}"),
            "-x264-params", string.Join(':', parameters.Select(p => p.Replace(":", "\\:", StringComparison.Ordinal))),
        ];
    }

    /// <summary>The time base that results in the clock of the SPS: seconds per tick of the encoder; null when the stream has none.</summary>
    public static (long Numerator, long Denominator)? TimeBase(byte[] parameterSets) =>
        SequenceParameters.Find(parameterSets) is { UnitsInTick: > 0, TimeScale: > 1 } picture && picture.TimeScale % 2 == 0
            ? (picture.UnitsInTick, picture.TimeScale / 2)
            : null;

    private static string? ProfileOf(string codec) => codec[5..7] switch
    {
        "42" => "baseline",
        "4D" => "main",
        "64" => "high",
        _ => null,
    };

    private static string Value(string name, string value) => name switch
    {
        "cqm" => value == "0" ? "flat" : "jvt",
        _ => value,
    };

    private static string Partitions(string mask)
    {
        var bits = int.Parse(mask.Replace("0x", "", StringComparison.Ordinal), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        (int Bit, string Name)[] names = [(0x1, "i4x4"), (0x2, "i8x8"), (0x10, "p8x8"), (0x20, "p4x4"), (0x100, "b8x8")];
        var on = names.Where(n => (bits & n.Bit) != 0).Select(n => n.Name).ToList();
        return on.Count == 0 ? "none" : string.Join(',', on);
    }
}
