namespace Onair.Emulator.MediaLive;

/// <summary>An archive destination, <c>s3ssl://bucket/key</c>.</summary>
internal static class S3Location
{
    private static readonly string[] Schemes = ["s3ssl://", "s3://"];

    /// <summary>Bucket and key; both empty when the URL is not an S3 URL.</summary>
    public static (string Bucket, string Key) Parse(string url)
    {
        var scheme = Array.Find(Schemes, s => url.StartsWith(s, StringComparison.Ordinal));
        if (scheme is null) return ("", "");
        var parts = url[scheme.Length..].Split('/', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : "");
    }
}
