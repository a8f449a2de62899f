using System.Globalization;

namespace Onair.Emulator.S3;

/// <summary>A range of bytes of an object.</summary>
/// <param name="First">Offset of the first byte.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct ByteRange(long First, long Length)
{
    /// <summary>
    /// The range of a <c>Range</c> header. Null for all of the object: without a header, with several ranges, which S3
    /// does not serve, or with one that is not of the form, which RFC 9110 wants ignored.
    /// </summary>
    /// <exception cref="Auth.AwsException">InvalidRange, when the object ends before it.</exception>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase)) return null;
        var bounds = header["bytes=".Length..].Split('-');
        if (bounds.Length != 2) return null;
        var (from, to) = (Number(bounds[0]), Number(bounds[1]));
        if (bounds[0].Trim().Length == 0)
        {
            if (to is not { } suffix) return null;
            return suffix > 0 && size > 0
                ? new ByteRange(Math.Max(0, size - suffix), Math.Min(suffix, size))
                : throw S3Errors.InvalidRange(header, size);
        }

        if (from is not { } first || (to is null && bounds[1].Trim().Length > 0) || to < first) return null;
        if (first >= size) throw S3Errors.InvalidRange(header, size);
        return new ByteRange(first, Math.Min(to ?? long.MaxValue, size - 1) - first + 1);
    }

    private static long? Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
