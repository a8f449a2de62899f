using System.Buffers.Binary;

namespace Onair.ConnectorPod.Flv;

/// <summary>Splits an FLV stream into its tags, however its bytes arrive.</summary>
internal sealed class FlvReader
{
    private const int FileHeader = 9;
    private const int TagHeader = 11;
    private const int PreviousSize = 4;

    private readonly List<byte> _rest = [];
    private bool _begun;

    /// <summary>The tags that are complete with these bytes.</summary>
    /// <exception cref="InvalidDataException">It is no FLV.</exception>
    public IReadOnlyList<FlvTag> Add(ReadOnlySpan<byte> bytes)
    {
        _rest.AddRange(bytes);
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rest);
        var at = 0;
        if (!_begun)
        {
            if (all.Length < FileHeader + PreviousSize) return [];
            if (!all.StartsWith("FLV"u8)) throw new InvalidDataException("the stream does not begin with an FLV header");
            at = BinaryPrimitives.ReadInt32BigEndian(all[5..]) + PreviousSize;
            _begun = true;
        }

        var tags = new List<FlvTag>();
        while (all.Length - at >= TagHeader)
        {
            var size = (all[at + 1] << 16) | (all[at + 2] << 8) | all[at + 3];
            if (all.Length - at < TagHeader + size + PreviousSize) break;
            // The upper 8 bits follow the lower 24.
            var time = ((uint)all[at + 7] << 24) | ((uint)all[at + 4] << 16) | ((uint)all[at + 5] << 8) | all[at + 6];
            tags.Add(new FlvTag((byte)(all[at] & 31), time, all.Slice(at + TagHeader, size).ToArray()));
            at += TagHeader + size + PreviousSize;
        }

        _rest.RemoveRange(0, at);
        return tags;
    }
}
