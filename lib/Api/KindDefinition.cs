using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;
using Onair.Api.Schema;
using Onair.Kubernetes.Resources;

namespace Onair.Api;

/// <summary>All that a kind says of itself to the code, the chart and the documentation that handle every kind.</summary>
/// <param name="kind">The kind, e.g. <c>LiveStream</c>.</param>
/// <param name="plural">The name in URLs, e.g. <c>livestreams</c>.</param>
/// <param name="scope">Where its objects are.</param>
public abstract class KindDefinition(string kind, string plural, KindScope scope)
{
    /// <summary>The kind, e.g. <c>LiveStream</c>.</summary>
    public string Kind => kind;

    /// <summary>The name in URLs, e.g. <c>livestreams</c>.</summary>
    public string Plural => plural;

    /// <summary>Where its objects are.</summary>
    public KindScope Scope => scope;

    /// <summary>The short name for kubectl, e.g. <c>live</c>.</summary>
    public required string ShortName { get; init; }

    /// <summary>The columns of <c>kubectl get</c> that are the kind's own.</summary>
    public required IReadOnlyList<PrinterColumn> Columns { get; init; }

    /// <summary>All columns of <c>kubectl get</c>: its own, then whether it is ready, why, since when, and its age.</summary>
    public IReadOnlyList<PrinterColumn> AllColumns =>
    [
        .. Columns.Where(c => c.Priority == 0),
        new("Ready", OfReady("status")),
        new("Reason", OfReady("reason")),
        new("Since", OfReady("lastTransitionTime"), Type: "date"),
        .. Columns.Where(c => c.Priority > 0),
        new("Message", OfReady("message"), Priority: 1),
        new("Age", ".metadata.creationTimestamp", Type: "date"),
    ];

    /// <summary>The rules that its schema cannot express, in the order in which violations are reported.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>Whether the webhook is asked before a deletion, too.</summary>
    public bool GuardsDeletion { get; init; }

    /// <summary>The operations that the webhook is asked about, as <c>rules</c> of its configuration name them.</summary>
    public IReadOnlyList<string> AdmissionOperations => GuardsDeletion ? ["CREATE", "UPDATE", "DELETE"] : ["CREATE", "UPDATE"];

    /// <summary>What the webhook may do with its objects, as verbs of RBAC; the webhook lists the users of a provider, for example.</summary>
    public IReadOnlyList<string> WebhookVerbs { get; init; } = [];

    /// <summary>What the gateway's stream API may do with its objects, as verbs of RBAC.</summary>
    public IReadOnlyList<string> GatewayVerbs { get; init; } = [];

    /// <summary>What the gateway's player may do with its objects, as verbs of RBAC; empty when the player does not show them.</summary>
    public IReadOnlyList<string> PlayerVerbs { get; init; } = [];

    /// <summary>Whether its objects keep something in the account or service of a MediaProvider.</summary>
    public abstract bool UsesProviders { get; }

    /// <summary>The type of its objects, which has the properties <c>Spec</c> and <c>Status</c>.</summary>
    public abstract Type ObjectType { get; }

    /// <summary>Calls the visitor with the type of its objects.</summary>
    public abstract void Accept(IKindVisitor visitor);

    private static string OfReady(string field) => $".status.conditions[?(@.type==\"Ready\")].{field}";
}

/// <summary>An operation on each kind that needs the type of its objects: a visitor, because native code cannot construct generic types at run time.</summary>
public interface IKindVisitor
{
    /// <summary>Does it with one kind.</summary>
    /// <typeparam name="T">The type of its objects.</typeparam>
    void Visit<T>(KindDefinition<T> kind)
        where T : class, IKubernetesObject<V1ObjectMeta>;
}

/// <summary>The definition of a kind.</summary>
/// <typeparam name="T">The type of its objects.</typeparam>
/// <param name="kind">The kind, e.g. <c>LiveStream</c>.</param>
/// <param name="plural">The name in URLs, e.g. <c>livestreams</c>.</param>
/// <param name="scope">Where its objects are.</param>
/// <param name="typeInfo">Source-generated metadata of the object.</param>
/// <param name="listTypeInfo">Source-generated metadata of a list of them.</param>
public sealed class KindDefinition<T>(string kind, string plural, KindScope scope, JsonTypeInfo<T> typeInfo, JsonTypeInfo<ResourceList<T>> listTypeInfo)
    : KindDefinition(kind, plural, scope)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Where it is in the Kubernetes API.</summary>
    public ResourceType<T> Type { get; } = new(Group.Name, Group.Version, plural, kind, typeInfo, listTypeInfo, Namespaced: scope != KindScope.Cluster);

    /// <summary>How its objects use MediaProviders; null when they keep nothing in a provider's account.</summary>
    public ProviderUse<T>? ProviderUse { get; init; }

    /// <summary>The gauge <c>onair_PLURAL</c>; null when there is none.</summary>
    public KindGauge<T>? Gauge { get; init; }

    /// <inheritdoc/>
    public override bool UsesProviders => ProviderUse is not null;

    /// <inheritdoc/>
    public override Type ObjectType => typeof(T);

    /// <inheritdoc/>
    public override void Accept(IKindVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Visit(this);
    }
}

/// <summary>A gauge that counts the objects of a kind by a label.</summary>
/// <param name="Label">The label, e.g. <c>phase</c>.</param>
/// <param name="Value">The label's value of an object; null, which counts as <c>Pending</c>, before its first status.</param>
public sealed record KindGauge<T>(string Label, Func<T, string?> Value);
