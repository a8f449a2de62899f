using Onair.Api.BroadcastSites;
using Onair.Api.Common;
using Onair.Events;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>The sample of each event of a BroadcastSite.</summary>
internal sealed class BroadcastSiteSample : SampleKind
{
    public override string Kind => "broadcast";

    public override PendingEvent Of(string type, long sequence)
    {
        var site = SampleResources.Site();
        var isViewer = type is EventTypes.BroadcastViewerJoined or EventTypes.BroadcastViewerLeft;
        var isEnd = type is EventTypes.BroadcastEnded or EventTypes.BroadcastViewerLeft;
        var transition = new Transition(type)
        {
            Reason = isEnd ? "stopped" : null,
            Broadcast = new(7, type[(type.LastIndexOf('.') + 1)..], SampleResources.At, "3q2-7wEjRUaNVnXvB4mC1A", "alice", isViewer ? "bob" : null, isEnd ? "stopped" : null, isEnd ? 61.5 : null),
        };
        return SampleEvents.Of(transition, site.Metadata, "broadcastsites", sequence, BroadcastSiteEventKind.Definition.Data(site, transition, SampleResources.At));
    }
}

internal static partial class SampleResources
{
    public static BroadcastSite Site() => new()
    {
        Metadata = Metadata("courses", "f1d2c3b4-7f6a-4b5c-9d8e-0a1b2c3d4e07"),
        Spec = new() { AllowedOrigins = ["https://www.example.com"], Auth = new() { Open = true } },
        Status = new() { Phase = "Live", Broadcasts = 1, Viewers = 1 },
    };
}
