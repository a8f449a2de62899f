using System.Globalization;
using Microsoft.Extensions.Primitives;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>If-Match and related headers, by RFC 9110 §13.2.2 and S3's documented precedence. Pure.</summary>
internal static class Preconditions
{
    /// <summary>Refuses a read whose conditions do not hold.</summary>
    /// <param name="prefix"><c>x-amz-copy-source-</c> for the source of a copy, else empty.</param>
    /// <exception cref="AwsException">304 or 412.</exception>
    public static void CheckRead(IHeaderDictionary headers, ObjectRecord found, string prefix = "")
    {
        var modified = DateTimeOffset.FromUnixTimeSeconds(found.LastModified.ToUnixTimeSeconds());
        if (headers.TryGetValue(prefix + "if-match", out var match))
        {
            if (!Names(match, found.ETag)) throw S3Errors.PreconditionFailed("If-Match");
        }
        else if (Date(headers, prefix + "if-unmodified-since") is { } unmodified && modified > unmodified)
        {
            throw S3Errors.PreconditionFailed("If-Unmodified-Since");
        }

        if (headers.TryGetValue(prefix + "if-none-match", out var none))
        {
            if (Names(none, found.ETag)) throw Unchanged(found, prefix, "If-None-Match");
        }
        else if (Date(headers, prefix + "if-modified-since") is { } since && modified <= since)
        {
            throw Unchanged(found, prefix, "If-Modified-Since");
        }
    }

    /// <summary>Rejects a write whose conditions the existing object does not meet.</summary>
    public static void CheckWrite(IHeaderDictionary headers, string key, ObjectRecord? current)
    {
        if (headers.TryGetValue("If-None-Match", out var none))
        {
            if (none != "*") throw S3Errors.NotImplemented("If-None-Match with an ETag on a write");
            if (current is not null) throw S3Errors.PreconditionFailed("If-None-Match");
        }

        if (!headers.TryGetValue("If-Match", out var match)) return;
        if (current is null) throw S3Errors.NoSuchKey(key);
        if (!Names(match, current.ETag)) throw S3Errors.PreconditionFailed("If-Match");
    }

    private static bool Names(StringValues header, string etag) => header.ToString()
        .Split(',', StringSplitOptions.TrimEntries)
        .Select(t => t.StartsWith("W/", StringComparison.Ordinal) ? t[2..] : t)
        .Any(t => t == "*" || t.Trim('"') == etag);

    private static DateTimeOffset? Date(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out var text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    private static AwsException Unchanged(ObjectRecord found, string prefix, string condition) => prefix.Length > 0
        ? S3Errors.PreconditionFailed("x-amz-copy-source-" + condition)
        : new AwsException(StatusCodes.Status304NotModified, "NotModified", "Not Modified")
        {
            Headers = new Dictionary<string, string>
            {
                ["ETag"] = ObjectHeaders.Quote(found.ETag),
                ["Last-Modified"] = found.LastModified.ToString("R"),
            },
        };
}
