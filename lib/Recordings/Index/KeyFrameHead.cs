using System.Text;
using Onair.Recordings.Ts;

namespace Onair.Recordings.Index;

/// <summary>Reads the units before the picture of a key frame, and the type of the picture. Holds the head of one key frame at a time.</summary>
internal sealed class KeyFrameHead
{
    private static readonly byte[] Options = "options: "u8.ToArray();

    private readonly byte[] _bytes = new byte[16 * 1024];
    private int _length = -1;

    /// <summary>Whether a key frame is being collected.</summary>
    public bool IsOpen => _length >= 0;

    public void Open() => _length = 0;

    /// <summary>True when enough is collected.</summary>
    public bool Append(ReadOnlySpan<byte> payload)
    {
        var room = Math.Min(payload.Length, _bytes.Length - _length);
        payload[..room].CopyTo(_bytes.AsSpan(_length));
        _length += room;
        return _length == _bytes.Length;
    }

    /// <summary>Reads the collected head: its parameter sets, whether they equal the given ones, whether the picture is IDR, and x264's settings.</summary>
    public Finding Close(byte[]? parameterSets)
    {
        var (sets, encoder, idr) = (new List<byte>(), (string?)null, false);
        foreach (var unit in new AnnexB(_bytes.AsSpan(0, _length)))
        {
            var type = AnnexB.TypeOf(unit);
            if (type is NalType.Sps or NalType.Pps)
            {
                sets.AddRange(AnnexB.StartCode);
                sets.AddRange(unit);
            }

            if (type == NalType.Sei) encoder ??= SettingsIn(unit);
            idr |= type == NalType.IdrSlice;
            if (type is NalType.Slice or NalType.IdrSlice) break;
        }

        _length = -1;
        var same = parameterSets is null || sets.Count == 0 || parameterSets.AsSpan().SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(sets));
        return new(parameterSets ?? (sets.Count == 0 ? null : [.. sets]), same, idr, encoder);
    }

    /// <summary>x264 writes its settings as text: <c>x264 - core 164 … - options: cabac=1 ref=3 …</c>.</summary>
    private static string? SettingsIn(ReadOnlySpan<byte> unit)
    {
        if (unit.IndexOf("x264 - core"u8) < 0 || unit.IndexOf(Options) is not (>= 0 and var at)) return null;
        var text = unit[(at + Options.Length)..];
        var end = text.IndexOf((byte)0);
        // Without the final zero the text was cut short, or only rbsp_trailing_bits follow.
        return Encoding.ASCII.GetString(end < 0 ? text[..^1] : text[..end]).Trim();
    }

    /// <param name="ParameterSets">The first ones of the segment.</param>
    /// <param name="Same">Whether the key frame has exactly these.</param>
    /// <param name="Idr">Whether no later frame refers to a frame before it.</param>
    /// <param name="Encoder">x264's settings.</param>
    internal readonly record struct Finding(byte[]? ParameterSets, bool Same, bool Idr, string? Encoder);
}
