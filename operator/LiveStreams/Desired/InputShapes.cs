using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using InputType = Onair.Api.LiveStreams.InputType;

namespace Onair.Operator.LiveStreams.Desired;

/// <summary>The properties of inputs and channels that are fixed at creation, in MediaLive's terms.</summary>
internal static class InputShapes
{
    public static Amazon.MediaLive.InputType TypeOf(InputSpec input) => input.Type switch
    {
        InputType.RtmpPush => Amazon.MediaLive.InputType.RTMP_PUSH,
        InputType.RtmpPull => Amazon.MediaLive.InputType.RTMP_PULL,
        InputType.UrlPull => Amazon.MediaLive.InputType.URL_PULL,
        _ => throw new ArgumentOutOfRangeException(nameof(input), input.Type, null),
    };

    /// <summary>Why an input does not fit what the stream declares; null when it fits.</summary>
    public static Violation? Unfit(InputSpec declared, Input input)
    {
        if (input.Type != TypeOf(declared))
            return new("spec.input.type", $"{declared.Type}", $"the MediaLive input {input.Id} is {input.Type}; its type cannot be changed");
        // The response for a new input may lack its class; the number of addresses implies it.
        var addresses = declared.Type == InputType.RtmpPush ? input.Destinations?.Count : input.Sources?.Count;
        var standard = input.InputClass is { } known ? known == InputClass.STANDARD : addresses > 1;
        return standard == (declared.Redundancy == InputRedundancy.Standard)
            ? null
            : new(
                "spec.input.redundancy", $"{declared.Redundancy}",
                $"the MediaLive input {input.Id} is {(standard ? InputClass.STANDARD : InputClass.SINGLE_PIPELINE)}; its class cannot be changed");
    }

    /// <summary>Why a channel does not fit what the stream declares; null when it fits.</summary>
    public static Violation? Unfit(InputSpec declared, string channelId, ChannelClass? actual)
    {
        var standard = actual == ChannelClass.STANDARD;
        return standard == (declared.Redundancy == InputRedundancy.Standard)
            ? null
            : new(
                "spec.input.redundancy", $"{declared.Redundancy}",
                $"the MediaLive channel {channelId} is {(standard ? ChannelClass.STANDARD : ChannelClass.SINGLE_PIPELINE)}; its class cannot be changed");
    }
}
