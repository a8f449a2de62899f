using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Operator.Connectors.Pods;

/// <summary>Creates and deletes what a connector has in the cluster. What exists already is no error.</summary>
internal sealed class ConnectorPods(KubernetesClient client, SecretReader reader, OwnedSecretWriter writer, OperatorOptions options)
{
    /// <summary>Creates or updates the network policy.</summary>
    public async Task RestrictNetworkAsync(Connector connector, ConnectorPlan plan, CancellationToken cancellationToken)
    {
        // What the operator has looked up itself may be anywhere: AWS's stand-in is in the cluster.
        IEnumerable<string> targets = plan.TrustedTargets ? await TargetAddresses.OfAsync(plan.Targets, cancellationToken) : [];
        var policy = NetworkRules.Of(connector, [.. options.Connector.AllowedCidrs, .. targets]);
        try
        {
            await client.CreateAsync(BuiltInResources.NetworkPolicies, policy, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            await client.PatchAsync(
                BuiltInResources.NetworkPolicies, policy.Metadata.Name, policy.Metadata.NamespaceProperty, Patch.Merge(SpecOf(policy)), null, cancellationToken);
        }
    }

    /// <summary>Creates the pod of the recorded attempt, which then waits for its plan; null when a pod of that name belongs to something else.</summary>
    public async Task<V1Pod?> CreateAsync(Connector connector, CancellationToken cancellationToken)
    {
        var pod = AttemptPod.Of(connector, await TemplateAsync(cancellationToken), options.Connector.GraceSeconds);
        try
        {
            return await client.CreateAsync(BuiltInResources.Pods, pod, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            var there = await client.GetAsync(BuiltInResources.Pods, pod.Metadata.Name!, pod.Namespace(), cancellationToken);
            return there.IsControlledBy(connector) ? there : null;
        }
    }

    /// <summary>Writes the plan of a pod, unless it has one. Returns whether the one that it has is this one.</summary>
    public async Task<bool> WritePlanAsync(V1Pod pod, ConnectorPlan plan, CancellationToken cancellationToken)
    {
        // The pod owns it, so that it is deleted with the pod.
        var owner = new SecretOwner(pod, new() { ApiVersion = "v1", Kind = "Pod", Name = pod.Metadata.Name!, Uid = pod.Metadata.Uid! });
        var content = new SecretContent(pod.Metadata.Name!, new Dictionary<string, byte[]?> { [AttemptPod.PlanKey] = ConnectorPlanBuilder.Write(plan) })
        {
            Labels = pod.Metadata.Labels.ToDictionary(),
            IsImmutable = true,
        };
        var found = await reader.FindOwnedAsync(pod, content.Name, cancellationToken);
        if (found.Secret is { } there) return there.GetData(AttemptPod.PlanKey) is { } written && ConnectorPlanBuilder.IsSame(written, plan);
        // Of a pod of the same name that somebody deleted: the garbage collector is about to take it. Another's Secret stays: the next pod has another name.
        if (found.IsAnothers && !await writer.RemoveFormerAsync(owner, content.Name, cancellationToken)) return false;
        return await writer.AddAsync(owner, content, cancellationToken);
    }

    /// <summary>Deletes a pod, which ends its push. A pod that does not exist is no error.</summary>
    public async Task DeleteAsync(string name, string? ns, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(BuiltInResources.Pods, name, ns, null, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            // Gone.
        }
    }

    private static JsonObject SpecOf(V1NetworkPolicy policy)
    {
        var json = (JsonObject)JsonSerializer.SerializeToNode(policy, BuiltInResources.NetworkPolicies.TypeInfo)!;
        return new() { ["spec"] = json["spec"]!.DeepClone() };
    }

    private async Task<JsonObject> TemplateAsync(CancellationToken cancellationToken) =>
        JsonNode.Parse(await File.ReadAllTextAsync(options.Connector.PodTemplate, cancellationToken)) as JsonObject
        ?? throw new InvalidOperationException($"{options.Connector.PodTemplate} is not a JSON object.");
}
