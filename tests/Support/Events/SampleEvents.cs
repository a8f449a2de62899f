using k8s.Models;
using Onair.Api.Common;
using Onair.Events;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>An event of each type.</summary>
internal static class SampleEvents
{
    public static IReadOnlyList<PendingEvent> All { get; } = [.. EventTypes.All.Select((type, index) => Of(type, index + 1))];

    public static PendingEvent Of(string type, long sequence = 17) => SampleKind.Of(EventKindRegistry.Of(type)).Of(type, sequence);

    public static PendingEvent Of(Transition transition, V1ObjectMeta metadata, string plural, long sequence, string data) => new()
    {
        Id = $"{metadata.Uid}/{metadata.Generation}/{sequence}-{transition.Name}",
        Sequence = sequence,
        Type = transition.Type,
        Time = SampleResources.At,
        Source = $"/apis/onair.dev/v1alpha1/namespaces/{metadata.NamespaceProperty}/{plural}/{metadata.Name}",
        Data = data,
        Sinks = ["demo/sink"],
    };
}
