using System.Text;
using Onair.Recordings.Ts;

namespace Onair.Recordings.Index;

/// <summary>What the units before the picture of a key frame say, and the picture's own kind. Holds the head of one key frame at a time.</summary>
internal sealed class KeyFrameHead
{
    private static readonly byte[] Options = "options: "u8.ToArray();

    private readonly byte[] _bytes = new byte[16 * 1024];
    private int _length = -1;

    /// <summary>A key frame is being collected.</summary>
    public bool IsOpen => _length >= 0;

    public void Open() => _length = 0;

    /// <summary>True when there is enough.</summary>
    public bool Append(ReadOnlySpan<byte> payload)
    {
        var room = Math.Min(payload.Length, _bytes.Length - _length);
        payload[..room].CopyTo(_bytes.AsSpan(_length));
        _length += room;
        return _length == _bytes.Length;
    }

    /// <summary>Reads what was collected: its parameter sets, whether they are as these, whether its picture is IDR, and x264's settings.</summary>
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

    /// <summary>x264 tells its settings as text: <c>x264 - core 164 … - options: cabac=1 ref=3 …</c>.</summary>
    private static string? SettingsIn(ReadOnlySpan<byte> unit)
    {
        if (unit.IndexOf("x264 - core"u8) < 0 || unit.IndexOf(Options) is not (>= 0 and var at)) return null;
        var text = unit[(at + Options.Length)..];
        var end = text.IndexOf((byte)0);
        // Without the final zero the text was cut short, or only rbsp_trailing_bits follow.
        return Encoding.ASCII.GetString(end < 0 ? text[..^1] : text[..end]).Trim();
    }

    /// <param name="ParameterSets">The first ones of the segment.</param>
    /// <param name="Same">The key frame has these and no others.</param>
    /// <param name="Idr">Nothing behind it looks back beyond it.</param>
    /// <param name="Encoder">x264's settings.</param>
    internal readonly record struct Finding(byte[]? ParameterSets, bool Same, bool Idr, string? Encoder);
}
