using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.LiveStreams;

/// <summary>How the video comes in.</summary>
public sealed record InputSpec
{
    /// <summary>The protocol. Cannot be changed.</summary>
    public InputType Type { get; set; } = InputType.RtmpPush;

    /// <summary>How many pipelines encode the stream. Cannot be changed.</summary>
    public InputRedundancy Redundancy { get; set; } = InputRedundancy.Single;

    /// <summary>
    /// For RtmpPush: IPv4 blocks that may push, e.g. <c>203.0.113.0/24</c>. The default admits every address; the stream key
    /// is then the only guard.
    /// </summary>
    [MinLength(1), MaxLength(10), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedCidrs { get; set; } = ["0.0.0.0/0"];

    /// <summary>
    /// For RtmpPush: the Secret with the stream key: 16 to 128 letters, digits, hyphens or underscores. When absent, a key is generated
    /// into the Secret <c>{name}-stream-key</c>.
    /// </summary>
    public SecretKeyReference? StreamKeySecretRef { get; set; }

    /// <summary>For RtmpPull and UrlPull: where the video is fetched, one source for each pipeline. Absent for RtmpPush.</summary>
    [MinLength(1), MaxLength(2)]
    public IReadOnlyList<InputSourceSpec>? Sources { get; set; }
}

/// <summary>A source that the channel fetches while it runs.</summary>
public sealed record InputSourceSpec
{
    /// <summary>
    /// <c>rtmp://host/app/stream</c> for RtmpPull, the <c>http(s)</c> URL of an HLS playlist for UrlPull. A public host; private
    /// ones only where the MediaProvider allows them. Without user name and password.
    /// </summary>
    [Required, RegularExpression(Patterns.SourceUrl), MaxLength(2048)]
    public string Url { get; set; } = "";

    /// <summary>
    /// The Secret with <c>username</c> and <c>password</c> of the source, in the LiveStream's namespace. A new password reaches AWS
    /// at the next comparison of the stream, and the source at the channel's next start. Absent: the source asks for no password.
    /// </summary>
    public LocalSecretReference? CredentialsSecretRef { get; set; }
}

/// <summary>The protocol of an input.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InputType>))]
public enum InputType
{
    /// <summary>The encoder connects and pushes RTMP.</summary>
    RtmpPush,

    /// <summary>The channel connects and pulls RTMP.</summary>
    RtmpPull,

    /// <summary>The channel fetches HLS.</summary>
    UrlPull,
}

/// <summary>How many pipelines a channel has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InputRedundancy>))]
public enum InputRedundancy
{
    /// <summary>One pipeline, one push.</summary>
    Single,

    /// <summary>Two pipelines in two zones, two identical pushes.</summary>
    Standard,
}

/// <summary>What a redundancy means in numbers.</summary>
public static class InputRedundancies
{
    /// <summary>How many pipelines, and so how many pushes, sources and recordings.</summary>
    public static int Pipelines(this InputRedundancy redundancy) => redundancy == InputRedundancy.Standard ? 2 : 1;
}
