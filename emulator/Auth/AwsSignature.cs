using System.Globalization;

namespace Onair.Emulator.Auth;

/// <summary>A Signature Version 4 as it came with a request, in the Authorization header or in the query.</summary>
/// <param name="Time">When it was made, <see cref="Timestamp"/> parsed.</param>
/// <param name="Expires">How long a presigned URL is valid; null for a header.</param>
internal sealed record AwsSignature(
    string AccessKeyId, string Date, string Region, string Service, string Timestamp, DateTimeOffset Time,
    IReadOnlyList<string> SignedHeaders, string Signature, string? SessionToken, TimeSpan? Expires)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>S3's bound for presigned URLs, which the other services share.</summary>
    private const int LongestExpiry = 604800;

    /// <summary>What ties the signature to a day, region and service.</summary>
    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>The signature of a request; null when it carries no credentials.</summary>
    /// <exception cref="AwsException">There are credentials, but not well-formed ones.</exception>
    public static AwsSignature? Parse(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        var query = request.Query;
        if (header is { } && header.StartsWith(Algorithm, StringComparison.Ordinal)) return FromHeader(request, header);
        if (query.ContainsKey("X-Amz-Algorithm") || query.ContainsKey("X-Amz-Signature")) return FromQuery(request);
        if (header?.StartsWith("AWS ", StringComparison.Ordinal) == true || query.ContainsKey("AWSAccessKeyId"))
        {
            throw new AwsException(400, "InvalidRequest",
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
        }

        return null;
    }

    private static AwsSignature FromHeader(HttpRequest request, string header)
    {
        var fields = header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(f => f.Split('=', 2))
            .Where(f => f.Length == 2)
            .ToLookup(f => f[0], f => f[1], StringComparer.Ordinal);
        var scope = Scoped(fields["Credential"].FirstOrDefault(), "s3", AuthFailure.MalformedHeader);
        string Need(string name) => fields[name].FirstOrDefault() is { Length: > 0 } value
            ? value
            : throw AuthErrors.For(scope[3], AuthFailure.MalformedHeader, $"The authorization header lacks {name}.");

        var timestamp = request.Headers["x-amz-date"].ToString();
        if (timestamp.Length == 0 && DateTimeOffset.TryParse(request.Headers.Date, CultureInfo.InvariantCulture, out var date))
            timestamp = date.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return new AwsSignature(
            scope[0], scope[1], scope[2], scope[3], timestamp,
            TimeOf(timestamp, scope, AuthFailure.MalformedHeader),
            Need("SignedHeaders").Split(';'), Need("Signature"),
            NullIfEmpty(request.Headers["x-amz-security-token"]), null);
    }

    private static AwsSignature FromQuery(HttpRequest request)
    {
        var query = request.Query;
        var scope = Scoped(query["X-Amz-Credential"], "s3", AuthFailure.MalformedQuery);
        string Need(string name) => query[name].ToString() is { Length: > 0 } value
            ? value
            : throw AuthErrors.For(scope[3], AuthFailure.MalformedQuery,
                "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, "
                + "X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");

        if (Need("X-Amz-Algorithm") != Algorithm)
            throw AuthErrors.For(scope[3], AuthFailure.MalformedQuery, $"X-Amz-Algorithm only supports \"{Algorithm}\"");
        var expires = query["X-Amz-Expires"].ToString();
        if (expires.Length == 0 && scope[3] != "s3") expires = "900";
        if (!int.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > LongestExpiry)
        {
            throw AuthErrors.For(scope[3], AuthFailure.MalformedQuery,
                $"X-Amz-Expires must be a number from 0 to {LongestExpiry}");
        }

        var timestamp = Need("X-Amz-Date");
        return new AwsSignature(
            scope[0], scope[1], scope[2], scope[3], timestamp, TimeOf(timestamp, scope, AuthFailure.MalformedQuery),
            Need("X-Amz-SignedHeaders").Split(';'), Need("X-Amz-Signature"),
            NullIfEmpty(query["X-Amz-Security-Token"]), TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Key, date, region, service; an access key may itself contain slashes.</summary>
    private static string[] Scoped(string? credential, string service, AuthFailure failure)
    {
        var parts = credential?.Split('/') ?? [];
        return parts.Length >= 5 && parts[^1] == "aws4_request"
            ? [string.Join('/', parts[..^4]), parts[^4], parts[^3], parts[^2]]
            : throw AuthErrors.For(service, failure,
                "The Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
    }

    private static DateTimeOffset TimeOf(string timestamp, string[] scope, AuthFailure failure) =>
        DateTimeOffset.TryParseExact(
            timestamp, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && timestamp.StartsWith(scope[1], StringComparison.Ordinal)
            ? time
            : throw AuthErrors.For(scope[3], failure,
                $"X-Amz-Date must be ISO 8601 basic format of the scope's date {scope[1]}, is \"{timestamp}\".");

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
