using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Operator.EventSinks;

/// <summary>Decides what to change so that the default sink is what the environment declares. Pure functions.</summary>
internal static class DefaultSinkDecision
{
    /// <summary>The label of objects that the operator has created.</summary>
    public const string Label = "app.kubernetes.io/managed-by";

    public const string LabelValue = "onair-operator";

    /// <summary>The steps, in order: the token is created before the sink that refers to it, and deleted after it. None when nothing is to change.</summary>
    public static IReadOnlyList<DefaultSinkStep> Steps(DefaultSinkSettings wanted, EventSink? sink, V1Secret? secret) =>
        wanted.Spec is { } spec ? Keep(spec, wanted.Token, sink, secret) : Remove(sink, secret);

    private static List<DefaultSinkStep> Keep(EventSinkSpec spec, string? token, EventSink? sink, V1Secret? secret)
    {
        if (sink is not null && !IsOurs(sink)) return [new DefaultSinkStep.NameTaken("EventSink", DefaultSinkSettings.SinkName)];
        if (token is not null && secret is not null && !IsOurs(secret)) return [new DefaultSinkStep.NameTaken("Secret", DefaultSinkSettings.SecretName)];

        // A sink that is being deleted is created again when it is gone.
        if (sink?.Metadata.DeletionTimestamp is not null) return [];
        var steps = new List<DefaultSinkStep>();
        // One of a former release lacks the label by which the sink may read it.
        if (token is not null && !Has(secret, token)) steps.Add(new DefaultSinkStep.WriteSecret(token, secret));
        if (sink is null || !IsSame(sink.Spec, spec)) steps.Add(new DefaultSinkStep.WriteSink(spec, sink));
        if (token is null && secret is not null && IsOurs(secret)) steps.Add(new DefaultSinkStep.DeleteSecret(secret));
        return steps;
    }

    // Objects that the operator has not created stay.
    private static List<DefaultSinkStep> Remove(EventSink? sink, V1Secret? secret)
    {
        var steps = new List<DefaultSinkStep>();
        if (sink is { Metadata.DeletionTimestamp: null } && IsOurs(sink)) steps.Add(new DefaultSinkStep.DeleteSink(sink));
        if (secret is not null && IsOurs(secret)) steps.Add(new DefaultSinkStep.DeleteSecret(secret));
        return steps;
    }

    private static bool IsOurs(IKubernetesObject<V1ObjectMeta> found) => found.GetLabel(Label) == LabelValue;

    private static bool Has(V1Secret? secret, string token) =>
        secret?.GetData(DefaultSinkSettings.SecretKey) is { } value && SecretLabel.IsOn(secret.Metadata) && value.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(token));

    private static bool IsSame(EventSinkSpec a, EventSinkSpec b) => JsonNode.DeepEquals(Json(a), Json(b));

    /// <summary>A spec as it is sent to the API server.</summary>
    public static JsonNode? Json(EventSinkSpec spec) => JsonSerializer.SerializeToNode(new EventSink { Spec = spec }, OnairResources.EventSinks.TypeInfo)!["spec"]?.DeepClone();
}

/// <summary>One change to the default sink.</summary>
internal abstract record DefaultSinkStep
{
    private DefaultSinkStep()
    {
    }

    /// <summary>Creates the Secret, or replaces its token.</summary>
    public sealed record WriteSecret(string Token, V1Secret? Found) : DefaultSinkStep;

    /// <summary>Deletes the Secret.</summary>
    public sealed record DeleteSecret(V1Secret Found) : DefaultSinkStep;

    /// <summary>Creates the EventSink, or replaces its spec.</summary>
    public sealed record WriteSink(EventSinkSpec Spec, EventSink? Found) : DefaultSinkStep;

    /// <summary>Deletes the EventSink.</summary>
    public sealed record DeleteSink(EventSink Found) : DefaultSinkStep;

    /// <summary>The name belongs to an object that the operator has not created: nothing is changed until it is gone.</summary>
    public sealed record NameTaken(string Kind, string Name) : DefaultSinkStep;
}
