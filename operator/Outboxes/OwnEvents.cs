using System.Runtime.CompilerServices;
using System.Text.Json;
using k8s.Models;
using Onair.Api.Common;

namespace Onair.Operator.Outboxes;

/// <summary>
/// The events of an outbox that can be the resource's, for EventSinks that may get them. An outbox is in a status, and whoever may write that could
/// add an event about another resource, or for the EventSink of another namespace.
/// </summary>
internal static class OwnEvents
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    // Outboxes are read often, and their events do not change.
    private static readonly ConditionalWeakTable<PendingEvent, string> Named = [];

    /// <summary>The outbox without what is not the resource's; the same object when all of it is.</summary>
    /// <param name="outbox">The outbox as recorded; null before the first transition.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="source">The path of the resource at the API server.</param>
    /// <param name="admits">Whether an EventSink, as <c>namespace/name</c>, may get events of the resource's namespace.</param>
    public static OutboxStatus? In(OutboxStatus? outbox, V1ObjectMeta resource, string source, Func<string, bool> admits)
    {
        if (outbox is null || outbox.Events.All(e => IsOf(e, resource, source) && e.Sinks.All(admits))) return outbox;
        return outbox with
        {
            Events = [.. outbox.Events.Where(e => IsOf(e, resource, source)).Select(e => e with { Sinks = [.. e.Sinks.Where(admits)] }).Where(e => e.Sinks.Count > 0)],
        };
    }

    /// <summary>Whether a dead letter, which is in a status as well, says in all places that it is about a resource of a namespace that may be reported.</summary>
    /// <param name="letter">The event of the dead letter.</param>
    /// <param name="admits">Whether its EventSink may get events of a namespace.</param>
    public static bool IsAdmitted(PendingEvent letter, Func<string, bool> admits) =>
        letter.Source.Split('/') is ["", "apis", _, _, "namespaces", var ns, _, var name] && admits(ns)
        && Named.GetValue(letter, ResourceOf) is var named && (named.Length == 0 || named.StartsWith($"{ns}/{name}/", StringComparison.Ordinal));

    private static bool IsOf(PendingEvent pending, V1ObjectMeta resource, string source) =>
        pending.Source == source && pending.Id.StartsWith($"{resource.Uid}/", StringComparison.Ordinal)
        && Named.GetValue(pending, ResourceOf) is var named && (named.Length == 0 || named == $"{resource.NamespaceProperty}/{resource.Name}/{resource.Uid}");

    // What its data calls the resource: namespace, name and uid. Empty when it names none.
    private static string ResourceOf(PendingEvent pending)
    {
        try
        {
            using var data = JsonDocument.Parse(pending.Data, Strict);
            if (data.RootElement.ValueKind != JsonValueKind.Object) return "?";
            return data.RootElement.TryGetProperty("resource", out var resource)
                ? resource.ValueKind == JsonValueKind.Object ? $"{Text(resource, "namespace")}/{Text(resource, "name")}/{Text(resource, "uid")}" : "?" : "";
        }
        catch (JsonException)
        {
            return "?";
        }
    }

    private static string? Text(JsonElement resource, string member) =>
        resource.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
