using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.Events.Sequences;

/// <summary>
/// All events of one resource's life, and the members of their data, compared with a file of this folder. A receiver relies on both. With
/// ONAIR_REWRITE=1 in the environment, the files are written instead.
/// </summary>
internal sealed class EventSequence : IAsyncDisposable
{
    // Members whose values are the same in each run.
    private static readonly HashSet<string> Stable = new(StringComparer.Ordinal)
    {
        "reason", "state", "receiving", "live", "onAir", "authorized", "playbackPolicy", "source.kind", "section.state", "section.position", "sectionsCompleted", "sectionsFailed",
    };

    // What each event has, or has by its transition. The phase is of the last round, and the first round may end early or late.
    private static readonly string[] Common = ["resource.", "time", "transition", "phase"];

    private readonly EventReceiver _receiver;
    private readonly string _subject;

    private EventSequence(EventReceiver receiver, string subject) => (_receiver, _subject) = (receiver, subject);

    /// <summary>Receives the events of a resource that is created from now on.</summary>
    /// <param name="rig">The rig.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="sink">The name of the EventSink; null for the resource's.</param>
    public static async Task<EventSequence> ReceiveAsync(OperatorRig rig, string name, string? sink = null)
    {
        var (receiver, sinkName) = (await EventReceiver.StartedAsync(), sink ?? name);
        await rig.Client.CreateAsync(OnairResources.EventSinks, new EventSink { Metadata = new() { Name = sinkName, NamespaceProperty = rig.Name }, Spec = new() { Url = receiver.Url } });
        await Eventually.ShouldBeAsync(
            async () => (await rig.Client.FindAsync(OnairResources.EventSinks, sinkName, rig.Name))?.Recorded.ObservedGeneration is not null, $"EventSink {sinkName} is seen");
        return new(receiver, $"{rig.Name}/{name}");
    }

    /// <summary>Compares what was received of the resource, which is deleted by now: its last event was delivered before.</summary>
    public async Task ShouldBeAsync(string file)
    {
        var path = Path.Combine(Checkout.Root, "tests", "Integration", "Events", "Sequences", file);
        var events = _receiver.TakenOf(_subject).DistinctBy(r => r.Id).ToList();
        events.Select(r => r.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i), "no event is missing");
        var text = string.Concat(events.Select(Text));
        if (Environment.GetEnvironmentVariable("ONAIR_REWRITE") == "1") await File.WriteAllTextAsync(path, text);
        else text.ShouldBe(await File.ReadAllTextAsync(path), $"{file} has another sequence; ONAIR_REWRITE=1 rewrites it");
    }

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    private static string Text(ReceivedRequest request)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{request.Type}\n");
        foreach (var (member, value) in Members("", request.Data).Where(m => !Common.Any(c => m.Member.StartsWith(c, StringComparison.Ordinal))).OrderBy(m => m.Member, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"  {member}{(Stable.Contains(member) ? $": {value}" : "")}\n");
        return text.ToString();
    }

    private static IEnumerable<(string Member, string Value)> Members(string prefix, JsonNode node) => node switch
    {
        JsonObject all => all.SelectMany(m => Members(prefix.Length == 0 ? m.Key : $"{prefix}.{m.Key}", m.Value!)),
        JsonArray all => all.SelectMany((item, i) => Members($"{prefix}[{i}]", item!)),
        _ => [(prefix, node.ToString())],
    };
}
