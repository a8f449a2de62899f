namespace Onair.Api.Common;

/// <summary>Regular expressions of the schemas, in the syntax that ECMA 262 and Go's RE2 have in common.</summary>
public static class Patterns
{
    private const string Octet = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /// <summary>An IPv4 CIDR block, as accepted by MediaLive's input security groups.</summary>
    public const string Cidr = $@"^{Octet}\.{Octet}\.{Octet}\.{Octet}/([0-9]|[12][0-9]|3[0-2])$";

    /// <summary>
    /// An S3 folder that MediaLive can write to. The bucket name has no dots, because MediaLive uses virtual-hosted URLs over TLS.
    /// </summary>
    public const string ArchivePath = @"^s3://(\{bucket\}|[a-z0-9][a-z0-9-]{1,61}[a-z0-9])(/[A-Za-z0-9!_.*'(){}-]+)+/?$";

    /// <summary>A duration in Go's syntax, without fractions: <c>8h</c>, <c>90m</c>, <c>1h30m</c>.</summary>
    public const string Duration = "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$";

    /// <summary>The name of a Kubernetes object.</summary>
    public const string Name = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    /// <summary>A URL that a pull input can fetch.</summary>
    public const string SourceUrl = @"^(rtmps?|https?)://[^\s/?#@]+[^\s]*$";

    /// <summary>An absolute http or https URL.</summary>
    public const string HttpUrl = @"^https?://[^\s/?#]+[^\s]*$";
}
