using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.MediaProviders.Video;

/// <summary>A URL for viewers of an asset.</summary>
public sealed record ViewUrlSpec
{
    /// <summary>
    /// Template of the URL for the policy Public. Templates can use <c>playback.id</c>, <c>asset.id</c> and, for thumbnails,
    /// <c>thumbnail.timeSeconds</c>, <c>thumbnail.width</c>, <c>thumbnail.height</c> and <c>thumbnail.format</c>.
    /// </summary>
    [Required, MinSize(1), MaxSize(2048)]
    public string Url { get; set; } = "";

    /// <summary>Template of the URL for the policy Signed. It can also use <c>playback.token</c>. Absent: the service does not support signed playback.</summary>
    [MinSize(1), MaxSize(2048)]
    public string? SignedUrl { get; set; }

    /// <summary>
    /// Templates of the token's claims (a JWT, RS256) in addition to <c>sub</c> (the playback id), <c>exp</c> and <c>kid</c>, e.g.
    /// <c>aud: v</c>. A claim that renders a number becomes a JSON number; an empty claim is left out.
    /// </summary>
    public IReadOnlyDictionary<string, string> Claims { get; set; } = new Dictionary<string, string>();
}

/// <summary>How the service sends callbacks (webhooks). A callback only makes Onair query the service immediately; its content is not trusted.</summary>
public sealed record CallbackSpec
{
    /// <summary>How callbacks are signed.</summary>
    public CallbackScheme Scheme { get; set; } = CallbackScheme.TimestampedHmacSha256;

    /// <summary>Header with the signature, e.g. <c>Mux-Signature</c>. Absent: only allowed with StandardWebhooks, whose headers are fixed.</summary>
    [RegularExpression("^[A-Za-z0-9-]+$"), MaxSize(100)]
    public string? Header { get; set; }

    /// <summary>Name of the timestamp in that header, which is in Unix seconds.</summary>
    [RegularExpression("^[A-Za-z0-9_-]+$"), MaxSize(32)]
    public string TimestampName { get; set; } = "t";

    /// <summary>Name of the signature in that header, which is the HMAC-SHA256 of <c>time.body</c> in hexadecimal.</summary>
    [RegularExpression("^[A-Za-z0-9_-]+$"), MaxSize(32)]
    public string SignatureName { get; set; } = "v1";

    /// <summary>Path of the callback's id. Absent: it is identified by its signature.</summary>
    [MinSize(1), MaxSize(256)]
    public string? EventId { get; set; }

    /// <summary>Path of the ids of the uploads that it is about. Absent: it contains none.</summary>
    [MinSize(1), MaxSize(256)]
    public string? UploadId { get; set; }

    /// <summary>Path of the ids of the assets that it is about. Absent: it contains none.</summary>
    [MinSize(1), MaxSize(256)]
    public string? AssetId { get; set; }

    /// <summary>Path of the tokens that uploads and assets were created with. Absent: it contains none.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Token { get; set; }
}

/// <summary>Signature scheme of callbacks.</summary>
[JsonConverter(typeof(WordConverter<CallbackScheme>))]
public enum CallbackScheme
{
    /// <summary>One header with a timestamp and one or more signatures: <c>t=1712345678,v1=5f3c…</c>, as Mux and Cloudflare Stream do.</summary>
    TimestampedHmacSha256,

    /// <summary>The headers webhook-id, webhook-timestamp and webhook-signature of standardwebhooks.com.</summary>
    StandardWebhooks,
}
