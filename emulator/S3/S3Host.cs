namespace Onair.Emulator.S3;

/// <summary>Recognizes S3 hosts. Pure.</summary>
internal static class S3Host
{
    /// <summary>Whether the host is S3's, and the bucket when it names one.</summary>
    public static (bool IsS3, string? Bucket) Parse(string host, string? domain)
    {
        if (domain is { Length: > 0 })
        {
            if (host.Equals(domain, StringComparison.OrdinalIgnoreCase)) return (true, null);
            if (host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)) return (true, host[..^(domain.Length + 1)]);
        }

        if (host.StartsWith("s3.", StringComparison.OrdinalIgnoreCase)) return (true, null);
        var s3 = host.IndexOf(".s3.", StringComparison.OrdinalIgnoreCase);
        return s3 > 0 ? (true, host[..s3]) : (false, null);
    }
}
