using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.LiveStreams;

/// <summary>The contribution input: how the video reaches the channel.</summary>
public sealed record InputSpec
{
    /// <summary>Input protocol. Immutable.</summary>
    public InputType Type { get; set; } = InputType.RtmpPush;

    /// <summary>How many pipelines encode the stream. Immutable.</summary>
    public InputRedundancy Redundancy { get; set; } = InputRedundancy.Single;

    /// <summary>
    /// For RtmpPush: IPv4 CIDR blocks that may push, e.g. <c>203.0.113.0/24</c>. The default allows every address, which leaves
    /// the stream key as the only protection.
    /// </summary>
    [MinSize(1), MaxSize(10), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedCidrs { get; set; } = ["0.0.0.0/0"];

    /// <summary>
    /// For RtmpPush: the Secret with the stream key, which has 16 to 128 letters, digits, hyphens or underscores. Default: Onair
    /// generates a key and stores it in the Secret <c>{name}-stream-key</c>. MediaLive changes the key only while the channel is idle: until
    /// then, the condition ChangesPending lists this field. A new key in the same Secret is noticed when the stream is next compared with AWS.
    /// </summary>
    public SecretKeyReference? StreamKeySecretRef { get; set; }

    /// <summary>For RtmpPull and UrlPull: where the channel fetches the video, one source for each pipeline. Absent for RtmpPush.</summary>
    [MinSize(1), MaxSize(2)]
    public IReadOnlyList<InputSourceSpec>? Sources { get; set; }
}

/// <summary>A source that a running channel fetches.</summary>
public sealed record InputSourceSpec
{
    /// <summary>
    /// <c>rtmp://host/app/stream</c> for RtmpPull, the <c>http(s)</c> URL of an HLS playlist for UrlPull. The host must be
    /// public, unless the MediaProvider allows its private address. The URL must not contain a user name or password.
    /// </summary>
    [Required, RegularExpression(Patterns.SourceUrl), MaxSize(2048)]
    public string Url { get; set; } = "";

    /// <summary>
    /// The Secret with <c>username</c> and <c>password</c> of the source, in the LiveStream's namespace. A changed password
    /// is copied to AWS when the stream is next compared with AWS, and takes effect when the channel next starts. Absent: no password.
    /// </summary>
    public LocalSecretReference? CredentialsSecretRef { get; set; }
}

/// <summary>The protocol of an input.</summary>
[JsonConverter(typeof(WordConverter<InputType>))]
public enum InputType
{
    /// <summary>The encoder pushes RTMP to the channel.</summary>
    RtmpPush,

    /// <summary>The channel pulls RTMP from a source.</summary>
    RtmpPull,

    /// <summary>The channel pulls HLS from a source.</summary>
    UrlPull,
}

/// <summary>How many pipelines a channel has.</summary>
[JsonConverter(typeof(WordConverter<InputRedundancy>))]
public enum InputRedundancy
{
    /// <summary>One pipeline, one push.</summary>
    Single,

    /// <summary>Two pipelines in two Availability Zones; the encoder pushes the same stream to both.</summary>
    Standard,
}

/// <summary>The numbers that follow from a redundancy.</summary>
public static class InputRedundancyExtensions
{
    /// <summary>The number of pipelines, and so of pushes, sources and recordings.</summary>
    public static int Pipelines(this InputRedundancy redundancy) => redundancy == InputRedundancy.Standard ? 2 : 1;
}
