namespace Onair.Emulator.S3.Storage;

/// <summary>S3's order of keys: by their UTF-8 bytes, which for characters beyond U+FFFF differs from .NET's ordinal one.</summary>
internal sealed class KeyOrder : IComparer<ObjectRecord>, IComparer<string>
{
    public static readonly KeyOrder Instance = new();

    public int Compare(ObjectRecord? x, ObjectRecord? y) => Compare(x!.Key, y!.Key);

    public int Compare(string? x, string? y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        if (common == x!.Length || common == y!.Length) return x.Length.CompareTo(y!.Length);
        // A surrogate stands for a character beyond all others, though its own value is below U+E000.
        var (a, b) = (x[common], y[common]);
        return char.IsSurrogate(a) != char.IsSurrogate(b) ? (char.IsSurrogate(a) ? 1 : -1) : a.CompareTo(b);
    }
}
