using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.ExternalResources;

/// <summary>Proofs as a look makes them that shows the owner's tag.</summary>
internal static class Proven
{
    /// <summary>A resource of a LiveStream.</summary>
    public static Owned<ResourceKind> Of(ResourceKind kind, string id, string? arn = null) => Owned<ResourceKind>.By(
        new LiveStreamView { Uid = "uid", Spec = new(), Status = new LiveStreamStatus(), Now = default }, kind,
        new ObservedResource(id, Lifecycle.Idle) { Arn = arn, Tag = new("uid") })!;

    /// <summary>A resource of an IvsChannel.</summary>
    public static Owned<IvsResource> Of(IvsResource kind, string arn)
    {
        var view = new IvsChannelView { Uid = "uid", Spec = new(), Status = new IvsChannelStatus(), Now = default };
        if (kind == IvsResource.StreamKey) view = view with { Observed = new Dictionary<IvsResource, ObservedIvs> { [IvsResource.Channel] = new("channel") { Tag = new("uid") } } };
        return Owned<IvsResource>.By(view, kind, new ObservedIvs(arn) { Tag = new("uid"), ChannelArn = "channel" })!;
    }
}
