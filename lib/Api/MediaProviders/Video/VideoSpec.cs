using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders.Video;

/// <summary>A video service for VideoAssets: Mux, or any other whose API the action map describes.</summary>
public sealed record VideoSpec
{
    /// <summary>
    /// Secret whose entries templates can use as <c>{{credentials.key}}</c>, in headers and bodies. Mux: <c>tokenId</c> and
    /// <c>tokenSecret</c> of an access token with write access to Mux Video.
    /// </summary>
    [Required]
    public SecretReference CredentialsSecretRef { get; set; } = new();

    /// <summary>
    /// Secret that the service signs its callbacks with. Callbacks are received at <c>/callbacks/</c> followed by the MediaProvider's
    /// name. Absent: the service is polled every few seconds instead.
    /// </summary>
    public CallbackSecretReference? CallbackSecretRef { get; set; }

    /// <summary>
    /// Secret with <c>keyId</c> and <c>privateKey</c> (RSA, as PEM or as Base64 of PEM, which is what Mux issues), for VideoAssets
    /// with the playback policy Signed. A new key is used immediately; the previous one must stay valid at the service until
    /// <c>status.video.formerKeyNeededUntil</c>. Absent: VideoAssets cannot be signed.
    /// </summary>
    public SecretReference? SigningKeySecretRef { get; set; }

    /// <summary>
    /// Values that templates can use as <c>{{variables.name}}</c>. Mux: the base URLs <c>api</c>, <c>stream</c> and <c>image</c>, e.g. of
    /// an emulator; <c>videoQuality</c> (basic, plus, premium); <c>test</c> (true, false).
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables { get; set; } = new Dictionary<string, string>();

    /// <summary>Private CIDR blocks that the service's API can be in, e.g. <c>10.0.0.0/8</c>. Empty: only public addresses.</summary>
    [MaxSize(20), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedCidrs { get; set; } = [];

    /// <summary>
    /// Private CIDR blocks that URLs of VideoAssets can be in, e.g. <c>10.0.0.0/8</c>. Empty: only public addresses.
    /// </summary>
    [MaxSize(20), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedSourceCidrs { get; set; } = [];

    /// <summary>Rate limit that all VideoAssets of the service share.</summary>
    public VideoRateLimitSpec RateLimit { get; set; } = new();

    /// <summary>The action map, which describes the service's API. Default: Mux.</summary>
    public VideoActionsSpec? Actions { get; set; }
}

/// <summary>A Secret for callbacks, in Onair's own namespace.</summary>
public sealed record CallbackSecretReference
{
    /// <summary>Name of the Secret. If it is not the default, list it in the chart's <c>webhook.callbacks.secretNames</c>.</summary>
    [RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "onair-callbacks";

    /// <summary>Key in the Secret's data, e.g. <c>mux</c>. The value is one secret, or several separated by white space during a rotation.</summary>
    [Required, RegularExpression("^[-._a-zA-Z0-9]+$"), MaxSize(253)]
    public string Key { get; set; } = "";
}

/// <summary>Token bucket for calls to a video service.</summary>
public sealed record VideoRateLimitSpec
{
    /// <summary>Requests per second.</summary>
    [Range(1d, 1000d)]
    public double RequestsPerSecond { get; set; } = 5;

    /// <summary>Burst: requests that can be sent at once after a pause.</summary>
    [Range(1, 1000)]
    public int Burst { get; set; } = 10;
}
