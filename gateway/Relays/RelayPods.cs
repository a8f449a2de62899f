using System.Net;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Relays;

namespace Onair.Gateway.Relays;

/// <summary>How a relay looks from outside.</summary>
/// <param name="IsLive">Whether it plays.</param>
/// <param name="IsFull">Whether there are as many relays as there may be.</param>
/// <param name="Problem">Why it does not play; null while nothing is wrong.</param>
internal readonly record struct RelayView(bool IsLive, bool IsFull, RelayProblem? Problem);

/// <summary>
/// The pods of relays: started by the first viewer, found again by every gateway, and ended by themselves. What has ended is deleted here. A gateway
/// remembers nothing of them.
/// </summary>
internal sealed partial class RelayPods(
    Informer<V1Pod> pods, KubernetesClient client, RelayClient http, RelaySettings settings, IReadOnlyList<string> networks, ILogger<RelayPods> log)
{
    private static RelayView Starting => default;

    /// <summary>Does the next step for a viewer of a URL, which somebody has checked, and says how its relay is doing.</summary>
    /// <exception cref="ApiException">The API server refuses, or does not answer.</exception>
    public async Task<RelayView> AskAsync(string url, CancellationToken cancellationToken)
    {
        var id = RelayUrl.Id(url);
        var known = pods.List();
        switch (DecideRelay.Of(id, known, settings.Max))
        {
            case RelayStep.Refuse:
                return new(false, true, null);
            case RelayStep.Create:
                return await CreateAsync(id, cancellationToken) ? Starting : new(false, true, null);
            case RelayStep.Delete:
                await DeleteAsync(known.First(p => p.Metadata.Name == RelayManifest.NameOf(id)), cancellationToken);
                return Starting;
            case RelayStep.Ask:
                return await AskAsync(AddressOf(id)!, url, cancellationToken);
            default:
                return Starting;
        }
    }

    /// <summary>The address of a relay that may answer; null without one.</summary>
    public string? AddressOf(string id) => RelayManifest.AddressOf(pods.Get(new(settings.Namespace, RelayManifest.NameOf(id))));

    /// <summary>Deletes the pods that have ended.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var pod in pods.List().Where(p => RelayManifest.HasEnded(p) && p.Metadata.DeletionTimestamp is null)) await DeleteAsync(pod, cancellationToken);
    }

    private async Task<RelayView> AskAsync(string address, string url, CancellationToken cancellationToken)
    {
        if (await http.ReportAsync(address, cancellationToken) is not { } report) return Starting;
        if (report.State == RelayState.Waiting) await http.OrderAsync(address, url, cancellationToken);
        return new(report.State == RelayState.Live, false, report.Problem);
    }

    /// <summary>False when the quota of the namespace is used up.</summary>
    private async Task<bool> CreateAsync(string id, CancellationToken cancellationToken)
    {
        var template = JsonNode.Parse(await File.ReadAllTextAsync(settings.PodTemplate, cancellationToken)) as JsonObject
            ?? throw new InvalidOperationException($"{settings.PodTemplate} is not a JSON object.");
        try
        {
            await client.CreateAsync(BuiltInResources.Pods, RelayManifest.Of(id, settings.Namespace, template, networks), cancellationToken);
            LogCreated(RelayManifest.NameOf(id));
            return true;
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            // Another gateway was first, or the cache is late.
            return true;
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden && e.Message.Contains("exceeded quota", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private async Task DeleteAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteAsync(BuiltInResources.Pods, pod.Metadata.Name!, settings.Namespace, new() { Uid = pod.Metadata.Uid }, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // Gone, or another by now.
        }
    }

    [LoggerMessage(61, LogLevel.Information, "Pod {Name} relays a stream from outside")]
    private partial void LogCreated(string name);
}
