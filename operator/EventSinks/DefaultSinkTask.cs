using System.Diagnostics;
using k8s.Models;
using Onair.Api;
using Onair.Api.EventSinks;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Secrets;

namespace Onair.Operator.EventSinks;

/// <summary>
/// Keeps the EventSink that the environment declares, with its token in a Secret, in the operator's namespace: an ordinary resource, so
/// its deliveries are visible in its status like all others.
/// </summary>
internal sealed partial class DefaultSinkTask : ILeaderTask
{
    // How soon edits by others are reverted.
    private static readonly TimeSpan Check = TimeSpan.FromSeconds(10);

    private readonly KubernetesClient _client;
    private readonly SecretReader _reader;
    private readonly InstalledSecretWriter _writer;
    private readonly EventRecorder _events;
    private readonly TimeProvider _time;
    private readonly ILogger<DefaultSinkTask> _log;
    private readonly string _namespace;
    private readonly DefaultSinkSettings? _wanted;
    private readonly string _errors;

    // Each problem is reported once, although it is found every minute.
    private string? _reported;

    public DefaultSinkTask(
        KubernetesClient client, SecretReader reader, InstalledSecretWriter writer, EventRecorder events, IConfiguration configuration, SinkContext context, TimeProvider time,
        ILogger<DefaultSinkTask> log)
    {
        (_client, _reader, _writer) = (client, reader, writer);
        (_events, _time, _log) = (events, time, log);
        _namespace = context.OperatorNamespace;
        _wanted = DefaultSinkSettings.Read(configuration, context.Options.AllowedCidrs, out var errors);
        _errors = string.Join("; ", errors);
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _reported = null;
        using var timer = new PeriodicTimer(Check, _time);
        do
        {
            await RoundAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Observes, decides and acts. After a conflict the rest is left for the next round.</summary>
    internal async Task RoundAsync(CancellationToken cancellationToken)
    {
        var sink = await _client.FindAsync(OnairResources.EventSinks, DefaultSinkSettings.SinkName, _namespace, cancellationToken);
        if (_wanted is null)
        {
            // The sink stays as it is: delivering with old settings is better than not at all.
            Report(sink, "DefaultSinkInvalid", $"The default sink is left unchanged: {_errors}");
            return;
        }

        var secret = await _reader.FindInstalledAsync(DefaultSinkSettings.SecretName, _namespace, cancellationToken);
        var steps = DefaultSinkDecision.Steps(_wanted, sink, secret);
        if (!steps.OfType<DefaultSinkStep.NameTaken>().Any()) _reported = null;
        foreach (var step in steps)
        {
            try
            {
                await DoAsync(step, sink, cancellationToken);
            }
            catch (ApiException e) when (e.IsConflict || e.IsAlreadyExists || (e.IsNotFound && step is not DefaultSinkStep.WriteSink { Found: null }))
            {
                LogOvertaken(step.GetType().Name, e.Message);
                return;
            }
        }
    }

    private Task DoAsync(DefaultSinkStep step, EventSink? sink, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case DefaultSinkStep.NameTaken taken:
                Report(sink, "DefaultSinkNameTaken", $"The default sink of {DefaultSinkSettings.Prefix}ENABLED cannot be written: {taken.Kind} \"{taken.Name}\" in namespace {_namespace} belongs to something else. Delete it, or disable the default sink.");
                return Task.CompletedTask;
            case DefaultSinkStep.WriteSecret write:
                LogStep("Secret", DefaultSinkSettings.SecretName, write.Found is null ? "created" : "updated");
                return WriteAsync(write, cancellationToken);
            case DefaultSinkStep.WriteSink write:
                LogStep("EventSink", DefaultSinkSettings.SinkName, write.Found is null ? "created" : "updated from the environment");
                return WriteAsync(write, cancellationToken);
            case DefaultSinkStep.DeleteSink delete:
                LogStep("EventSink", DefaultSinkSettings.SinkName, "deleted: the environment declares none");
                return _client.DeleteAsync(OnairResources.EventSinks, DefaultSinkSettings.SinkName, _namespace, new() { Uid = delete.Found.Metadata.Uid }, cancellationToken);
            case DefaultSinkStep.DeleteSecret delete:
                LogStep("Secret", DefaultSinkSettings.SecretName, "deleted: the environment declares none");
                return _writer.DeleteAsync(delete.Found, cancellationToken);
            default:
                throw new UnreachableException($"{step}");
        }
    }

    private Task<V1Secret> WriteAsync(DefaultSinkStep.WriteSecret write, CancellationToken cancellationToken) => _writer.WriteAsync(
        write.Found, _namespace,
        SecretContent.Of(DefaultSinkSettings.SecretName, DefaultSinkSettings.SecretKey, write.Token) with
        {
            Labels = new Dictionary<string, string> { [DefaultSinkDecision.Label] = DefaultSinkDecision.LabelValue, [SecretLabel.Name] = SecretLabel.Value },
        },
        cancellationToken);

    private async Task WriteAsync(DefaultSinkStep.WriteSink write, CancellationToken cancellationToken)
    {
        if (write.Found is { } found)
        {
            // Replaced, not merged: a merge would keep fields that are no longer set.
            var patch = Patch.Json(
                new JsonPatchOperation("test", "/metadata/resourceVersion", found.Metadata.ResourceVersion),
                new JsonPatchOperation("replace", "/spec", DefaultSinkDecision.Json(write.Spec)));
            await _client.PatchAsync(OnairResources.EventSinks, DefaultSinkSettings.SinkName, _namespace, patch, null, cancellationToken);
        }
        else
        {
            await _client.CreateAsync(OnairResources.EventSinks, new EventSink { Metadata = Metadata(DefaultSinkSettings.SinkName), Spec = write.Spec }, cancellationToken);
        }
    }

    private V1ObjectMeta Metadata(string name) =>
        new() { Name = name, NamespaceProperty = _namespace, Labels = new Dictionary<string, string> { [DefaultSinkDecision.Label] = DefaultSinkDecision.LabelValue } };

    // The EventSink may not exist; kubectl get events shows the Event all the same.
    private void Report(EventSink? sink, string reason, string message)
    {
        if (message == _reported) return;
        _reported = message;
        LogProblem(message);
        _events.Publish(
            sink ?? new EventSink { ApiVersion = OnairResources.EventSinks.ApiVersion, Kind = OnairResources.EventSinks.Kind, Metadata = Metadata(DefaultSinkSettings.SinkName) },
            EventType.Warning, reason, message);
    }
}
