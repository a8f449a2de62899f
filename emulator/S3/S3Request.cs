using System.Globalization;
using System.Text;
using Onair.Emulator.Auth;

namespace Onair.Emulator.S3;

/// <summary>A request with its bucket and key, whichever way they are addressed.</summary>
/// <param name="Bucket">Null for the service itself.</param>
/// <param name="Key">Null for the bucket itself.</param>
internal sealed record S3Request(HttpContext Context, string? Bucket, string? Key)
{
    private const int LongestKey = 1024;

    public string Method => Context.Request.Method;

    public CancellationToken Aborted => Context.RequestAborted;

    public string? Header(string name) => Context.Request.Headers[name] is [{ Length: > 0 } value, ..] ? value : null;

    public bool Asks(string subresource) => Context.Request.Query.ContainsKey(subresource);

    /// <summary>A query parameter; null when absent, which is not the same as empty.</summary>
    public string? Parameter(string name) => Context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <exception cref="AwsException">The parameter is not a number in the range.</exception>
    public int? Number(string name, int least, int most) => Parameter(name) is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw S3Errors.InvalidArgument(name, text, $"{name} must be an integer between {least} and {most}");

    /// <summary>Reads bucket and key from the URL.</summary>
    /// <param name="hostBucket">The bucket of a virtual-hosted request.</param>
    public static S3Request Parse(HttpContext context, string? hostBucket)
    {
        var path = RawUrl.Of(context.Request).Path.TrimStart('/');
        if (hostBucket is null)
        {
            var slash = path.IndexOf('/', StringComparison.Ordinal);
            hostBucket = RawUrl.Decode(slash < 0 ? path : path[..slash]);
            path = slash < 0 ? "" : path[(slash + 1)..];
        }
        else
        {
            // A key may begin with a slash: only the one after the host is not part of it.
            path = RawUrl.Of(context.Request).Path[1..];
        }

        var key = RawUrl.Decode(path);
        if (Encoding.UTF8.GetByteCount(key) > LongestKey)
            throw new AwsException(400, "KeyTooLongError", $"Your key is too long: {Encoding.UTF8.GetByteCount(key)} of {LongestKey} bytes");
        return new S3Request(context, hostBucket.Length == 0 ? null : hostBucket, key.Length == 0 ? null : key);
    }
}
