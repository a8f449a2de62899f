using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.BroadcastSites;

/// <summary>A web site whose visitors broadcast their webcams to other visitors. Its pages include one script from Onair's signaling service.</summary>
public sealed record BroadcastSiteSpec
{
    /// <summary>Origins of the site's pages, as browsers send them, e.g. <c>https://www.example.com</c>. Other pages are refused.</summary>
    [Required, MinSize(1), MaxSize(50), ItemPattern(@"^https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$")]
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>How visitors prove who they are.</summary>
    [Required]
    public SiteAuthSpec Auth { get; set; } = new();

    /// <summary>Access of the site's own servers to presence, broadcasts and accounting. Absent: they have none.</summary>
    public SiteApiSpec? Api { get; set; }

    /// <summary>Whether a broadcaster is asked before a viewer may watch.</summary>
    public SiteConsent Consent { get; set; } = SiteConsent.Required;

    /// <summary>For how many seconds a broadcaster is asked. Without an answer the viewer is refused.</summary>
    [Range(5, 300)]
    public int ConsentSeconds { get; set; } = 30;

    /// <summary>The path that media takes.</summary>
    public SiteMedia Media { get; set; } = SiteMedia.PeerToPeer;

    /// <summary>Limits of the broadcasts.</summary>
    public SiteLimitsSpec Limits { get; set; } = new();

    /// <summary>STUN and TURN servers besides the TURN server of the chart. Empty: no others.</summary>
    [MaxSize(8)]
    public IReadOnlyList<SiteIceServerSpec> IceServers { get; set; } = [];

    /// <summary>For how many days accounting and ended broadcasts are kept: each 24 hours.</summary>
    [Range(1, 3_650)]
    public int RetentionDays { get; set; } = 30;
}

/// <summary>How visitors prove who they are: exactly one of the ways.</summary>
public sealed record SiteAuthSpec
{
    /// <summary>The site's server issues a token to each visitor. Absent: <c>open</c> must be true.</summary>
    public SiteJwtSpec? Jwt { get; set; }

    /// <summary>Anybody is whoever the page says. Only for demos.</summary>
    public bool Open { get; set; }
}

/// <summary>Tokens (JWT) with <c>sub</c>, <c>exp</c>, <c>aud</c>, and what the visitor may do: <c>broadcast</c>, <c>watch</c>.</summary>
public sealed record SiteJwtSpec
{
    /// <summary>
    /// URL of the public keys (JWKS), for RS256 and ES256, e.g. <c>https://www.example.com/.well-known/jwks.json</c>. Absent: <c>secretRef</c> has
    /// the key.
    /// </summary>
    [RegularExpression(Patterns.HttpUrl), MaxSize(2048)]
    public string? JwksUrl { get; set; }

    /// <summary>The shared secret for HS256, at least 32 bytes. Absent: <c>jwksUrl</c> has the keys.</summary>
    public SiteSecretReference? SecretRef { get; set; }

    /// <summary>The value that <c>iss</c> must have. Absent: any.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Issuer { get; set; }

    /// <summary>The value that <c>aud</c> must have. Default: the namespace and the name of the site, e.g. <c>web/courses</c>.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Audience { get; set; }
}

/// <summary>Access of the site's own servers.</summary>
public sealed record SiteApiSpec
{
    /// <summary>
    /// The token that requests carry as <c>Authorization: Bearer</c>, at least 16 characters. It must not be the entry of
    /// <c>auth.jwt.secretRef</c>.
    /// </summary>
    [Required]
    public SiteTokenReference TokenSecretRef { get; set; } = new();
}

/// <summary>One entry of a Secret in the site's namespace. The chart's <c>signaling.secretNames</c> must name the Secret.</summary>
public record SiteSecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the Secret's data.</summary>
    [MinSize(1), MaxSize(253)]
    public string Key { get; set; } = "secret";
}

/// <summary>The entry of a Secret in the site's namespace that has the token of the REST API. The chart's <c>signaling.secretNames</c> must name the Secret.</summary>
public sealed record SiteTokenReference : SiteSecretReference
{
    /// <summary>A reference with the default key.</summary>
    public SiteTokenReference() => Key = "token";
}

/// <summary>Limits of a site's broadcasts.</summary>
public sealed record SiteLimitsSpec
{
    /// <summary>How many visitors may broadcast at the same time.</summary>
    [Range(1, 10_000)]
    public int Broadcasts { get; set; } = 100;

    /// <summary>How many viewers a broadcast may have. Peer to peer, the broadcaster uploads once for each.</summary>
    [Range(1, 10)]
    public int ViewersPerBroadcast { get; set; } = 1;

    /// <summary>The most that a broadcaster sends to one viewer, in thousands of bits per second.</summary>
    [Range(100, 20_000)]
    public int BitrateKbps { get; set; } = 2_500;

    /// <summary>How long a broadcast may last, e.g. <c>4h</c>; at most <c>24h</c>.</summary>
    [RegularExpression(Patterns.Duration), MinSize(2)]
    public string Duration { get; set; } = "4h";
}

/// <summary>STUN servers, or TURN servers with one secret.</summary>
public sealed record SiteIceServerSpec
{
    /// <summary>URLs, e.g. <c>stun:stun.example.com:3478</c> or <c>turns:turn.example.com:5349?transport=tcp</c>.</summary>
    [Required, MinSize(1), MaxSize(4), ItemPattern(@"^(stuns?|turns?):[A-Za-z0-9.-]+(:[0-9]{1,5})?(\?transport=(udp|tcp))?$")]
    public IReadOnlyList<string> Urls { get; set; } = [];

    /// <summary>
    /// The secret that a TURN server shares with Onair, e.g. <c>static-auth-secret</c> of coturn. Visitors get credentials for an hour, never the
    /// secret. Absent: STUN, which needs none.
    /// </summary>
    public SiteSecretReference? SecretRef { get; set; }
}

/// <summary>Whether a broadcaster is asked.</summary>
[JsonConverter(typeof(WordConverter<SiteConsent>))]
public enum SiteConsent
{
    /// <summary>The broadcaster accepts or refuses each viewer.</summary>
    Required,

    /// <summary>Everybody who may watch watches without asking.</summary>
    Automatic,
}

/// <summary>The path that media takes.</summary>
[JsonConverter(typeof(WordConverter<SiteMedia>))]
public enum SiteMedia
{
    /// <summary>From browser to browser; through a TURN server where a firewall prevents it.</summary>
    PeerToPeer,
}
