using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.EveryKind;

/// <summary>How objects of a kind live, and how they are forged.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Shape">What sort of them.</param>
/// <param name="Spec">Makes the spec of an object, and what it refers to.</param>
internal sealed record KindShape(string Kind, string Shape, Func<EveryKindRig, Actor, Task<JsonNode>> Spec)
{
    /// <summary>Has happen to the victim and the control what happens to such objects, so that their statuses have had everything.</summary>
    public Func<EveryKindRig, Actor, Task> Live { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Whether what is recorded of an object is all there.</summary>
    public Func<JsonObject, bool> IsSettled { get; init; } = IsReady;

    /// <summary>Annotations by which a tenant has the operator do something.</summary>
    public IReadOnlyList<string> Requests { get; init; } = [];

    /// <summary>Makes the status of the victim one that is somebody else's.</summary>
    public Func<EveryKindRig, JsonObject, JsonObject> Theirs { get; init; } = (_, status) => status;

    /// <summary>Whether the spec names a MediaProvider.</summary>
    public bool UsesProvider { get; init; }

    /// <summary>The values of spec.state, that of the spec first; empty for a kind without.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Whether its objects have something outside of Kubernetes.</summary>
    public bool HasExternalResources => Kind is not ("MediaProvider" or "EventSink");

    public override string ToString() => Shape.Length > 0 ? $"{Kind} ({Shape})" : Kind;

    private static bool IsReady(JsonObject status) =>
        status["conditions"]?.AsArray().Any(c => (string?)c!["type"] == "Ready" && (string?)c["status"] == "True") == true;
}
