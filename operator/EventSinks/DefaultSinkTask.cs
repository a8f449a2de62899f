using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Kubernetes;

namespace Onair.Operator.EventSinks;

/// <summary>
/// Keeps the EventSink that the environment declares, with its token in a Secret, in the operator's own namespace: an object like any
/// other, so that what becomes of its events is seen where it is seen of all.
/// </summary>
internal sealed partial class DefaultSinkTask : ILeaderTask
{
    // Of what somebody else changes there is no hurry to hear: the environment has the last word within this time.
    private static readonly TimeSpan Check = TimeSpan.FromSeconds(60);

    private readonly KubernetesClient _client;
    private readonly EventRecorder _events;
    private readonly TimeProvider _time;
    private readonly ILogger<DefaultSinkTask> _log;
    private readonly string _namespace;
    private readonly DefaultSinkSettings? _wanted;
    private readonly string _errors;

    // Told once, for it is looked at again and again.
    private string? _told;

    public DefaultSinkTask(
        KubernetesClient client, EventRecorder events, IConfiguration configuration, SinkContext context, TimeProvider time, ILogger<DefaultSinkTask> log)
    {
        (_client, _events, _time, _log) = (client, events, time, log);
        _namespace = context.OperatorNamespace;
        _wanted = DefaultSinkSettings.Read(name => configuration[name], context.Options.AllowedCidrs, out var errors);
        _errors = string.Join("; ", errors);
    }

    public async Task RunAsync(CancellationToken ct)
    {
        _told = null;
        using var timer = new PeriodicTimer(Check, _time);
        do
        {
            await RoundAsync(ct);
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    /// <summary>Looks, decides, and does it. What somebody else was faster with is left for a later round.</summary>
    internal async Task RoundAsync(CancellationToken ct)
    {
        var sink = await _client.FindAsync(OnairResources.EventSinks, DefaultSinkSettings.SinkName, _namespace, ct);
        if (_wanted is null)
        {
            // The sink stays as it was last: events are better sent as before than not at all.
            Tell(sink, "DefaultSinkInvalid", $"The default sink is left as it is: {_errors}");
            return;
        }

        var secret = await _client.FindAsync(ResourceTypes.Secrets, DefaultSinkSettings.SecretName, _namespace, ct);
        var steps = DefaultSinkDecision.Steps(_wanted, sink, secret);
        if (!steps.OfType<DefaultSinkStep.NameTaken>().Any()) _told = null;
        foreach (var step in steps)
        {
            try
            {
                await DoAsync(step, sink, ct);
            }
            catch (ApiException e) when (e.IsConflict || e.IsAlreadyExists || (e.IsNotFound && step is not DefaultSinkStep.WriteSink { Found: null }))
            {
                LogOvertaken(step.GetType().Name, e.Message);
                return;
            }
        }
    }

    private Task DoAsync(DefaultSinkStep step, EventSink? sink, CancellationToken ct)
    {
        switch (step)
        {
            case DefaultSinkStep.NameTaken taken:
                Tell(sink, "DefaultSinkNameTaken", $"The default sink of {DefaultSinkSettings.Prefix}ENABLED is not kept: {taken.Kind} \"{taken.Name}\" in namespace {_namespace} belongs to something else; delete it, or turn the default sink off");
                return Task.CompletedTask;
            case DefaultSinkStep.WriteSecret write:
                LogStep("Secret", DefaultSinkSettings.SecretName, write.Found is null ? "made" : "given another token");
                return WriteAsync(write, ct);
            case DefaultSinkStep.WriteSink write:
                LogStep("EventSink", DefaultSinkSettings.SinkName, write.Found is null ? "made" : "changed to what the environment has");
                return WriteAsync(write, ct);
            case DefaultSinkStep.DeleteSink delete:
                LogStep("EventSink", DefaultSinkSettings.SinkName, "deleted, for the environment has none");
                return _client.DeleteAsync(OnairResources.EventSinks, DefaultSinkSettings.SinkName, _namespace, new() { Uid = delete.Found.Metadata.Uid }, ct);
            case DefaultSinkStep.DeleteSecret delete:
                LogStep("Secret", DefaultSinkSettings.SecretName, "deleted, for the environment has none");
                return _client.DeleteAsync(ResourceTypes.Secrets, DefaultSinkSettings.SecretName, _namespace, new() { Uid = delete.Found.Metadata.Uid }, ct);
            default:
                throw new UnreachableException($"{step}");
        }
    }

    private async Task WriteAsync(DefaultSinkStep.WriteSecret write, CancellationToken ct)
    {
        var token = Encoding.UTF8.GetBytes(write.Token);
        if (write.Found is { } found)
        {
            var data = new JsonObject { [DefaultSinkSettings.SecretKey] = Convert.ToBase64String(token) };
            await _client.PatchAsync(
                ResourceTypes.Secrets, DefaultSinkSettings.SecretName, _namespace,
                Patch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["resourceVersion"] = found.Metadata.ResourceVersion }, ["data"] = data }), null, ct);
        }
        else
        {
            await _client.CreateAsync(
                ResourceTypes.Secrets, new V1Secret { Metadata = Metadata(DefaultSinkSettings.SecretName), Type = "Opaque", Data = new() { [DefaultSinkSettings.SecretKey] = token } }, ct);
        }
    }

    private async Task WriteAsync(DefaultSinkStep.WriteSink write, CancellationToken ct)
    {
        if (write.Found is { } found)
        {
            // Replaced whole: a merge would leave what is not in it any more.
            var patch = Patch.Json(
                new JsonPatchOperation("test", "/metadata/resourceVersion", found.Metadata.ResourceVersion),
                new JsonPatchOperation("replace", "/spec", DefaultSinkDecision.Json(write.Spec)));
            await _client.PatchAsync(OnairResources.EventSinks, DefaultSinkSettings.SinkName, _namespace, patch, null, ct);
        }
        else
        {
            await _client.CreateAsync(OnairResources.EventSinks, new EventSink { Metadata = Metadata(DefaultSinkSettings.SinkName), Spec = write.Spec }, ct);
        }
    }

    private V1ObjectMeta Metadata(string name) =>
        new() { Name = name, Namespace = _namespace, Labels = new() { [DefaultSinkDecision.Label] = DefaultSinkDecision.LabelValue } };

    // Of an object that may not be there: kubectl get events shows it all the same.
    private void Tell(EventSink? sink, string reason, string message)
    {
        if (message == _told) return;
        _told = message;
        LogProblem(message);
        _events.Publish(
            sink ?? new EventSink { ApiVersion = OnairResources.EventSinks.ApiVersion, Kind = OnairResources.EventSinks.Kind, Metadata = Metadata(DefaultSinkSettings.SinkName) },
            EventType.Warning, reason, message);
    }
}
