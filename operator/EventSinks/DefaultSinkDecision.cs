using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Kubernetes;

namespace Onair.Operator.EventSinks;

/// <summary>From what the environment has and what there is, what is to be done. Pure functions.</summary>
internal static class DefaultSinkDecision
{
    /// <summary>The label by which the operator knows what it made itself.</summary>
    public const string Label = "app.kubernetes.io/managed-by";

    public const string LabelValue = "onair-operator";

    /// <summary>The steps, in order: the token is there before the sink that names it, and goes after it. None: all is as it is to be.</summary>
    public static IReadOnlyList<DefaultSinkStep> Steps(DefaultSinkSettings wanted, EventSink? sink, V1Secret? secret) =>
        wanted.Spec is { } spec ? Keep(spec, wanted.Token, sink, secret) : Remove(sink, secret);

    private static List<DefaultSinkStep> Keep(EventSinkSpec spec, string? token, EventSink? sink, V1Secret? secret)
    {
        if (sink is not null && !IsOurs(sink)) return [new DefaultSinkStep.NameTaken("EventSink", DefaultSinkSettings.SinkName)];
        if (token is not null && secret is not null && !IsOurs(secret)) return [new DefaultSinkStep.NameTaken("Secret", DefaultSinkSettings.SecretName)];

        // What goes is made again when it is gone.
        if (sink?.Metadata.DeletionTimestamp is not null) return [];
        var steps = new List<DefaultSinkStep>();
        if (token is not null && !Has(secret, token)) steps.Add(new DefaultSinkStep.WriteSecret(token, secret));
        if (sink is null || !IsSame(sink.Spec, spec)) steps.Add(new DefaultSinkStep.WriteSink(spec, sink));
        if (token is null && secret is not null && IsOurs(secret)) steps.Add(new DefaultSinkStep.DeleteSecret(secret));
        return steps;
    }

    // Somebody else's is nobody's concern where there is to be none.
    private static List<DefaultSinkStep> Remove(EventSink? sink, V1Secret? secret)
    {
        var steps = new List<DefaultSinkStep>();
        if (sink is { Metadata.DeletionTimestamp: null } && IsOurs(sink)) steps.Add(new DefaultSinkStep.DeleteSink(sink));
        if (secret is not null && IsOurs(secret)) steps.Add(new DefaultSinkStep.DeleteSecret(secret));
        return steps;
    }

    private static bool IsOurs(IKubernetesObject found) => found.Metadata.Labels?.GetValueOrDefault(Label) == LabelValue;

    private static bool Has(V1Secret? secret, string token) =>
        secret?.Data?.GetValueOrDefault(DefaultSinkSettings.SecretKey) is { } value && value.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(token));

    private static bool IsSame(EventSinkSpec a, EventSinkSpec b) => JsonNode.DeepEquals(Json(a), Json(b));

    /// <summary>A spec as it is sent.</summary>
    public static JsonNode? Json(EventSinkSpec spec) => JsonSerializer.SerializeToNode(new EventSink { Spec = spec }, OnairResources.EventSinks.TypeInfo)!["spec"]?.DeepClone();
}
