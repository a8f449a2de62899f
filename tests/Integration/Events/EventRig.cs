using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.VideoAssets;

namespace Onair.Tests.Integration.Events;

/// <summary>The operator's rig with all kinds, and EventSinks on this machine.</summary>
public class EventRig(ControlPlane plane) : AssetRig(plane)
{
    protected override IReadOnlyDictionary<string, string> OperatorSettings => new Dictionary<string, string>(base.OperatorSettings)
    {
        ["Onair__Events__AllowedCidrs__0"] = "127.0.0.0/8",
        ["Onair__Events__FirstRetrySeconds"] = "0.1",
        ["Onair__Events__LongestRetrySeconds"] = "1",
        ["Onair__Events__FirstBreakSeconds"] = "0.2",
        ["Onair__Events__LongestBreakSeconds"] = "1",
        ["Onair__Events__StatusSeconds"] = "0.5",
        ["Onair__Events__DrainSeconds"] = "30",
        ["Onair__Events__FailingSeconds"] = "1",
    };

    /// <summary>Makes an EventSink, and waits until the operator has seen it.</summary>
    public async Task<EventSink> SinkAsync(string name, string url, Action<EventSinkSpec>? with = null)
    {
        var sink = new EventSink { Metadata = new() { Name = name, NamespaceProperty = Name }, Spec = new() { Url = url } };
        with?.Invoke(sink.Spec);
        await Client.CreateAsync(OnairResources.EventSinks, sink);
        return await SinkUntilAsync(name, s => s.Recorded.ObservedGeneration is not null, "it is seen");
    }

    public async Task<EventSink> SinkUntilAsync(string name, Func<EventSink, bool> condition, string what, int seconds = 120)
    {
        EventSink? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await Client.FindAsync(OnairResources.EventSinks, name, Name)) is not null && condition(last),
            () => $"EventSink {name}: {what}; it is {(last is null ? "not there" : JsonSerializer.Serialize(last.Recorded, OnairJsonContext.Default.EventSinkStatus))}\n{Operator.Tail(40)}", seconds);
        return last!;
    }

    public Task<EventSink> EditSinkAsync(string name, JsonObject change) => Client.PatchAsync(OnairResources.EventSinks, name, Name, Patch.Merge(change));

    public Task<EventSink> ReplayAsync(string name, string value) =>
        EditSinkAsync(name, new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Onair.Api.Common.Annotations.Replay] = value } } });

    public async Task SinkGoneAsync(string name)
    {
        await Client.DeleteAsync(OnairResources.EventSinks, name, Name);
        await Eventually.ShouldBeAsync(async () => await Client.FindAsync(OnairResources.EventSinks, name, Name) is null, $"EventSink {name} is gone");
    }
}
