using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Desired;
using InputType = Onair.Api.LiveStreams.InputType;

namespace Onair.Tests.Unit.Operator.LiveStreams.Desired;

/// <summary>Which existing inputs and channels can be those of a stream.</summary>
public sealed class InputShapesTests
{
    private const string? Fits = null;

    public static TheoryData<InputType, InputRedundancy, string, string?, int, string?> Inputs => new()
    {
        { InputType.RtmpPush, InputRedundancy.Single, "RTMP_PUSH", "SINGLE_PIPELINE", 1, Fits },
        { InputType.RtmpPush, InputRedundancy.Standard, "RTMP_PUSH", "STANDARD", 2, Fits },
        { InputType.RtmpPush, InputRedundancy.Standard, "RTMP_PUSH", null, 2, Fits },
        { InputType.UrlPull, InputRedundancy.Single, "URL_PULL", null, 1, Fits },
        { InputType.RtmpPull, InputRedundancy.Standard, "RTMP_PULL", "STANDARD", 2, Fits },
        {
            InputType.RtmpPush, InputRedundancy.Single, "URL_PULL", "SINGLE_PIPELINE", 1,
            "spec.input.type: Invalid value: \"RtmpPush\": the MediaLive input 7 is URL_PULL; its type cannot be changed"
        },
        {
            InputType.RtmpPull, InputRedundancy.Single, "UDP_PUSH", "SINGLE_PIPELINE", 0,
            "spec.input.type: Invalid value: \"RtmpPull\": the MediaLive input 7 is UDP_PUSH; its type cannot be changed"
        },
        {
            InputType.RtmpPush, InputRedundancy.Single, "RTMP_PUSH", "STANDARD", 2,
            "spec.input.redundancy: Invalid value: \"Single\": the MediaLive input 7 is STANDARD; its class cannot be changed"
        },
        {
            InputType.UrlPull, InputRedundancy.Standard, "URL_PULL", null, 1,
            "spec.input.redundancy: Invalid value: \"Standard\": the MediaLive input 7 is SINGLE_PIPELINE; its class cannot be changed"
        },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void An_input_fits_by_type_and_class(
        InputType type, InputRedundancy redundancy, string actualType, string? actualClass, int addresses, string? unfit)
    {
        var input = new Input
        {
            Id = "7",
            Type = actualType,
            InputClass = actualClass,
            Destinations = [.. Enumerable.Range(0, addresses).Select(_ => new InputDestination())],
            Sources = [.. Enumerable.Range(0, addresses).Select(_ => new InputSource())],
        };

        InputShapes.Unfit(new InputSpec { Type = type, Redundancy = redundancy }, input)?.ToString().ShouldBe(unfit);
        if (unfit is null) InputShapes.Unfit(new InputSpec { Type = type, Redundancy = redundancy }, input).ShouldBeNull();
    }

    [Theory]
    [InlineData(InputRedundancy.Single, "SINGLE_PIPELINE", true)]
    [InlineData(InputRedundancy.Single, "STANDARD", false)]
    [InlineData(InputRedundancy.Standard, "STANDARD", true)]
    [InlineData(InputRedundancy.Standard, "SINGLE_PIPELINE", false)]
    public void A_channel_fits_by_class(InputRedundancy redundancy, string actual, bool fits)
    {
        var unfit = InputShapes.Unfit(new InputSpec { Redundancy = redundancy }, "123", ChannelClass.FindValue(actual));

        if (fits) unfit.ShouldBeNull();
        else unfit!.Rule.ShouldBe($"the MediaLive channel 123 is {actual}; its class cannot be changed");
    }
}
