namespace Onair.Recordings.Ts;

/// <summary>Walks the units of an H.264 byte stream (ITU-T H.264, annex B): <c>foreach (var unit in new AnnexB(stream))</c>.</summary>
public ref struct AnnexB
{
    private static readonly byte[] Code = [0, 0, 1];

    private ReadOnlySpan<byte> _rest;

    /// <summary>Starts before the first unit.</summary>
    public AnnexB(ReadOnlySpan<byte> stream)
    {
        var first = stream.IndexOf(Code);
        _rest = first < 0 ? default : stream[(first + Code.Length)..];
    }

    /// <summary>The start code of three bytes.</summary>
    public static ReadOnlySpan<byte> StartCode => Code;

    /// <summary>A unit without its start code and without trailing zeros; its first byte has the type.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>nal_unit_type of a unit.</summary>
    public static int TypeOf(ReadOnlySpan<byte> unit) => unit[0] & 0x1f;

    /// <summary>For <c>foreach</c>.</summary>
    public readonly AnnexB GetEnumerator() => this;

    /// <summary>Moves to the next unit; false when there is none.</summary>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var next = _rest.IndexOf(Code);
            Current = (next < 0 ? _rest : _rest[..next]).TrimEnd((byte)0);
            _rest = next < 0 ? default : _rest[(next + Code.Length)..];
            if (!Current.IsEmpty) return true;
        }

        return false;
    }
}
