using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Data;
using Onair.Events.Formats.Plain;
using Onair.Events.Transitions;

namespace Onair.Events;

/// <summary>All that a kind says of its events to what handles the events of every kind.</summary>
public abstract class EventKind
{
    /// <param name="kind">The kind.</param>
    /// <param name="types">The types of its events, in the order in which the page on events lists them.</param>
    /// <param name="dataType">The type of the events' data.</param>
    /// <param name="name">The name in event types; null for that of the kind.</param>
    private protected EventKind(KindDefinition kind, IReadOnlyList<string> types, Type dataType, string? name = null)
    {
        (Name, Types, DataType) = (name ?? kind.Kind.ToLowerInvariant(), types, dataType);
        if (types.FirstOrDefault(type => !Has(type)) is { } other) throw new ArgumentException($"\"{other}\" is not a type of {kind.Kind}: {Prefix}…", nameof(types));
    }

    /// <summary>The kind as in event types, e.g. <c>livestream</c>.</summary>
    public string Name { get; }

    /// <summary>The types of its events.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The type of the events' data, which has a JSON Schema.</summary>
    public Type DataType { get; }

    private string Prefix => $"{EventTypes.Prefix}{Name}.";

    /// <summary>Whether an event's type is of this kind; the type itself may be of a later release.</summary>
    public bool Has(string type) => type.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The objects of an event in format Plain; none for a kind that the format has no object for.</summary>
    /// <exception cref="JsonException">The event's data is not what this version writes.</exception>
    internal abstract IEnumerable<PlainObject> Plain(PlainSpec spec, PendingEvent pending);
}

/// <summary>The events of a kind.</summary>
/// <typeparam name="T">The type of its objects.</typeparam>
public sealed class EventKind<T> : EventKind
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Func<T, Transition, DateTimeOffset, string> _data;
    private readonly Func<PlainSpec, PendingEvent, IEnumerable<PlainObject>> _plain;

    private EventKind(
        KindDefinition<T> kind, IReadOnlyList<string> types, Type dataType, Func<T, Transition, DateTimeOffset, string> data,
        Func<PlainSpec, PendingEvent, IEnumerable<PlainObject>> plain, string? name)
        : base(kind, types, dataType, name) => (_data, _plain) = (data, plain);

    /// <summary>The data of an event: the resource after a transition. A pure function.</summary>
    /// <param name="resource">The resource, with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public string Data(T resource, Transition transition, DateTimeOffset at) => _data(resource, transition, at);

    internal override IEnumerable<PlainObject> Plain(PlainSpec spec, PendingEvent pending) => _plain(spec, pending);

    /// <typeparam name="TData">The type of the events' data.</typeparam>
    /// <param name="kind">The kind.</param>
    /// <param name="json">The JSON of the data.</param>
    /// <param name="map">The data of a resource after a transition.</param>
    /// <param name="plain">The objects of an event in format Plain, null where it has none; null for a kind that the format has no object for.</param>
    /// <param name="types">The types of its events.</param>
    /// <param name="name">The name in event types; null for that of the kind.</param>
    internal static EventKind<T> Of<TData>(
        KindDefinition<T> kind, JsonTypeInfo<TData> json, Func<T, Transition, DateTimeOffset, Truncation, TData> map,
        Func<PlainSpec, TData, IEnumerable<PlainObject?>>? plain, IReadOnlyList<string> types, string? name = null)
        where TData : ResourceEventData => new(
        kind,
        types,
        typeof(TData),
        (resource, transition, at) => EventData.Fitting(truncation => map(resource, transition, at, truncation), json),
        (spec, pending) => plain is null ? [] : plain(spec, Read(pending, json)).OfType<PlainObject>(),
        name);

    private static TData Read<TData>(PendingEvent pending, JsonTypeInfo<TData> json) =>
        JsonSerializer.Deserialize(pending.Data, json) ?? throw new JsonException($"the event {pending.Id} has no data");
}
