using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders.Video;

/// <summary>A video service behind VideoAssets: Mux, or any other whose API the action map describes.</summary>
public sealed record VideoSpec
{
    /// <summary>
    /// Secret whose entries templates know as <c>{{credentials.key}}</c>, in headers and bodies. Mux: <c>tokenId</c> and
    /// <c>tokenSecret</c> of an access token with write access to Mux Video.
    /// </summary>
    [Required]
    public SecretReference CredentialsSecretRef { get; set; } = new();

    /// <summary>
    /// What the service signs its callbacks with. They are taken at <c>/callbacks/</c> and the MediaProvider's name. Absent: the
    /// service is asked every few seconds instead.
    /// </summary>
    public CallbackSecretReference? CallbackSecretRef { get; set; }

    /// <summary>
    /// Secret with <c>keyId</c> and <c>privateKey</c> (RSA, PEM or Base64 of it, as Mux hands it out), for VideoAssets with the
    /// playback policy Signed. A new key is used at once; the former must stay valid at the service until
    /// <c>status.video.formerKeyNeededUntil</c>. Absent: the provider has no signed VideoAssets.
    /// </summary>
    public SecretReference? SigningKeySecretRef { get; set; }

    /// <summary>
    /// What templates know as <c>{{variables.name}}</c>. Mux: <c>api</c>, <c>stream</c> and <c>image</c>, the base URLs, e.g. of an
    /// emulator; <c>videoQuality</c> (basic, plus, premium); <c>test</c> (true, false).
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables { get; set; } = new Dictionary<string, string>();

    /// <summary>Blocks of private addresses that the service's API may be in, e.g. <c>10.0.0.0/8</c>. Without any: public ones only.</summary>
    [MaxLength(20), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedCidrs { get; set; } = [];

    /// <summary>
    /// Blocks of private addresses that the URLs of VideoAssets may be in, e.g. <c>10.0.0.0/8</c>. Without any: public ones only.
    /// </summary>
    [MaxLength(20), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedSourceCidrs { get; set; } = [];

    /// <summary>Limits of the calls to the service that all VideoAssets share.</summary>
    public VideoRateLimitSpec RateLimit { get; set; } = new();

    /// <summary>What the service's API looks like. Absent: Mux.</summary>
    public VideoActionsSpec? Actions { get; set; }
}

/// <summary>Secrets of callbacks, in the namespace that Onair itself is in.</summary>
public sealed record CallbackSecretReference
{
    /// <summary>Name of the Secret. Another than the default must stand in the chart's <c>webhook.callbacks.secretNames</c>.</summary>
    [RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "onair-callbacks";

    /// <summary>Key in the Secret's data, e.g. <c>mux</c>. Its value is a secret, or several separated by white space during a rotation.</summary>
    [Required, RegularExpression("^[-._a-zA-Z0-9]+$"), MaxLength(253)]
    public string Key { get; set; } = "";
}

/// <summary>A token bucket for the calls to a video service.</summary>
public sealed record VideoRateLimitSpec
{
    /// <summary>Requests per second.</summary>
    [Range(1d, 1000d)]
    public double RequestsPerSecond { get; set; } = 5;

    /// <summary>Requests that may be made at once after a pause.</summary>
    [Range(1, 1000)]
    public int Burst { get; set; } = 10;
}
