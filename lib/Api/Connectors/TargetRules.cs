using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;

namespace Onair.Api.Connectors;

/// <summary>Rules for where a connector pushes to.</summary>
internal static class TargetRules
{
    // "Channel types" in the IVS user guide.
    private const int BasicBitrate = 3_500_000;

    public static IEnumerable<Violation> One(ConnectorCase connector)
    {
        var target = connector.Spec.Target;
        string[] declared =
        [
            .. new (string Name, object? Value)[] { ("liveStreamRef", target.LiveStreamRef), ("ivsChannelRef", target.IvsChannelRef), ("rtmp", target.Rtmp) }
                .Where(it => it.Value is not null).Select(it => it.Name),
        ];
        if (declared.Length != 1)
            yield return new("spec.target", declared.Length == 0 ? null : string.Join(", ", declared), "must have exactly one of liveStreamRef, ivsChannelRef and rtmp");
    }

    public static IEnumerable<Violation> Push(ConnectorCase connector)
    {
        if (connector is { Spec.Target.LiveStreamRef.Name: var name, Stream.Spec.Input.Type: not InputType.RtmpPush and var type })
            yield return new("spec.target.liveStreamRef.name", name, $"must be a LiveStream with an RtmpPush input; this one has {type}");
    }

    public static IEnumerable<Violation> Ivs(ConnectorCase connector)
    {
        if (connector is { Spec: { Target.IvsChannelRef.Name: var name, Video.Bitrate: var bitrate }, Channel.Spec.Type: IvsChannelType.Basic } && bitrate > BasicBitrate)
            yield return new("spec.video.bitrate", $"{bitrate}", $"must be at most {BasicBitrate} for IvsChannel \"{name}\" of type Basic");
    }
}
