using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Onair.Api.MediaProviders.Video;

/// <summary>Where viewers find something of an asset.</summary>
public sealed record ViewUrlSpec
{
    /// <summary>
    /// Template of the URL for the policy Public. Templates know <c>playback.id</c>, <c>asset.id</c> and, for thumbnails,
    /// <c>thumbnail.timeSeconds</c>, <c>thumbnail.width</c>, <c>thumbnail.height</c> and <c>thumbnail.format</c>.
    /// </summary>
    [Required, MinLength(1), MaxLength(2048)]
    public string Url { get; set; } = "";

    /// <summary>Template of the URL for the policy Signed, which also knows <c>playback.token</c>. Absent: the service has no such policy.</summary>
    [MinLength(1), MaxLength(2048)]
    public string? SignedUrl { get; set; }

    /// <summary>
    /// Templates of what stands in the token (a JWT, RS256) beside <c>sub</c> (the playback id), <c>exp</c> and <c>kid</c>, e.g.
    /// <c>aud: v</c>. What comes out as a number is one; what comes out empty is left out.
    /// </summary>
    public IReadOnlyDictionary<string, string> Claims { get; set; } = new Dictionary<string, string>();
}

/// <summary>What a service calls when something happened. A callback only has the service asked at once: nothing of its content is believed.</summary>
public sealed record CallbackSpec
{
    /// <summary>How it is signed.</summary>
    public CallbackScheme Scheme { get; set; } = CallbackScheme.TimestampedHmacSha256;

    /// <summary>The header with the signature, e.g. <c>Mux-Signature</c>. Absent: only with StandardWebhooks, whose headers are fixed.</summary>
    [RegularExpression("^[A-Za-z0-9-]+$"), MaxLength(100)]
    public string? Header { get; set; }

    /// <summary>Name of the time in that header: Unix seconds.</summary>
    [RegularExpression("^[A-Za-z0-9_-]+$"), MaxLength(32)]
    public string TimestampName { get; set; } = "t";

    /// <summary>Name of the signature in that header: HMAC-SHA256 of <c>time.body</c> in hexadecimal.</summary>
    [RegularExpression("^[A-Za-z0-9_-]+$"), MaxLength(32)]
    public string SignatureName { get; set; } = "v1";

    /// <summary>Where the callback's id is. Absent: it is known by its signature.</summary>
    [MinLength(1), MaxLength(256)]
    public string? EventId { get; set; }

    /// <summary>Where the ids of uploads are that it is about. Absent: it tells none.</summary>
    [MinLength(1), MaxLength(256)]
    public string? UploadId { get; set; }

    /// <summary>Where the ids of assets are that it is about. Absent: it tells none.</summary>
    [MinLength(1), MaxLength(256)]
    public string? AssetId { get; set; }

    /// <summary>Where the tokens are that they were made with. Absent: it tells none.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Token { get; set; }
}

/// <summary>How a callback is signed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallbackScheme>))]
public enum CallbackScheme
{
    /// <summary>One header with a time and one or more signatures: <c>t=1712345678,v1=5f3c…</c>, as Mux and Cloudflare Stream do.</summary>
    TimestampedHmacSha256,

    /// <summary>The headers webhook-id, webhook-timestamp and webhook-signature of standardwebhooks.com.</summary>
    StandardWebhooks,
}
