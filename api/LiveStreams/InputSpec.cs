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
    /// IPv4 blocks that may push, e.g. <c>203.0.113.0/24</c>. The default admits every address; the stream key is then
    /// the only guard.
    /// </summary>
    [MinLength(1), MaxLength(10), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedCidrs { get; set; } = ["0.0.0.0/0"];

    /// <summary>
    /// The Secret with the stream key: 16 to 128 letters, digits, hyphens or underscores. When absent, a key is generated
    /// into the Secret <c>{name}-stream-key</c>.
    /// </summary>
    public SecretKeyReference? StreamKeySecretRef { get; set; }
}

/// <summary>The protocol of an input.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InputType>))]
public enum InputType
{
    /// <summary>The encoder connects and pushes RTMP.</summary>
    RtmpPush,
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
