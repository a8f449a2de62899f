using System.Net;
using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Primitives;

namespace Onair.Kubernetes.Events;

public sealed partial class EventRecorder
{
    private const int MaxTries = 6;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);

    private readonly EventAggregator _aggregator = new();
    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(15));

    /// <summary>Delivers until cancelled, then flushes what is left for a short time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await WaitAsync(cancellationToken);
            await DeliverAsync(all: false, cancellationToken);
        }
        using var limit = new CancellationTokenSource(LastWords, _time);
        await DeliverAsync(all: true, limit.Token);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var more = _notes.Reader.WaitToReadAsync(wait.Token).AsTask();
        if (_aggregator.HasPending) await Task.WhenAny(more, Task.Delay(EventAggregator.BumpPeriod / 2, _time, wait.Token));
        else await Task.WhenAny(more);
        await wait.CancelAsync();
        await Task.WhenAny(more);
    }

    private async Task DeliverAsync(bool all, CancellationToken cancellationToken)
    {
        while (_notes.Reader.TryRead(out var note))
        {
            var write = _aggregator.Decide(note, out var dropped);
            if (dropped) Dropped("rate-limited");
            // A repetition says nothing new.
            if (write is { IsNew: true }) LogEvent(LevelOf(note.Type), note.Regarding.Kind, NameOf(note.Regarding), note.Reason, write.Note.Message);
            if (write is not null) await WriteAsync(write, cancellationToken);
            note.Settled?.TrySetResult();
        }
        foreach (var write in _aggregator.Due(_time.GetUtcNow(), all)) await WriteAsync(write, cancellationToken);
    }

    private async Task WriteAsync(EventWrite write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await (write.IsNew ? CreateAsync(write, cancellationToken) : BumpAsync(write, cancellationToken));
                return;
            }
            catch (ApiException e) when (e.IsNotFound && !write.IsNew)
            {
                // Events expire after an hour; this one has, so create a new one.
                write = write with { IsNew = true };
            }
            catch (ApiException e) when (e.IsAlreadyExists)
            {
                return;
            }
            catch (Exception e) when (attempt < MaxTries && !cancellationToken.IsCancellationRequested && IsTransient(e))
            {
                await Task.WhenAny(Task.Delay(_backoff.Spread(attempt), _time, cancellationToken));
            }
            catch (Exception e)
            {
                // Events are best effort: a lost one is only counted.
                Dropped("refused");
                LogNotDelivered(e, write.Note.Reason);
                return;
            }
        }
    }

    private static bool IsTransient(Exception e) => e is not ApiException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests };

    private Task<Corev1Event> CreateAsync(EventWrite write, CancellationToken cancellationToken) => _client.CreateAsync(
        BuiltInResources.Events,
        new Corev1Event
        {
            // Events of cluster-scoped objects live in the default namespace, as the server requires.
            Metadata = new V1ObjectMeta { Name = write.Name, NamespaceProperty = NamespaceOf(write) },
            InvolvedObject = write.Note.Regarding,
            Reason = write.Note.Reason,
            Message = write.Note.Message,
            Type = write.Note.Type.ToString(),
            Count = write.Count,
            FirstTimestamp = write.First.UtcDateTime,
            LastTimestamp = write.Note.At.UtcDateTime,
            Source = new V1EventSource { Component = KubernetesClient.FieldManager, Host = Environment.MachineName },
        },
        cancellationToken);

    private Task<Corev1Event> BumpAsync(EventWrite write, CancellationToken cancellationToken) => _client.PatchAsync(
        BuiltInResources.Events,
        write.Name,
        NamespaceOf(write),
        Patch.Merge(new JsonObject
        {
            ["count"] = write.Count,
            ["message"] = write.Note.Message,
            ["lastTimestamp"] = write.Note.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        }),
        null,
        cancellationToken);

    private static string NamespaceOf(EventWrite write) => write.Note.Regarding.NamespaceProperty ?? "default";

    private static LogLevel LevelOf(EventType type) => type == EventType.Warning ? LogLevel.Warning : LogLevel.Information;

    private static string NameOf(V1ObjectReference regarding) =>
        string.IsNullOrEmpty(regarding.NamespaceProperty) ? regarding.Name : $"{regarding.NamespaceProperty}/{regarding.Name}";

    [LoggerMessage(EventId = 32, Message = "{Kind} {Name}: {Reason}: {What}")]
    private partial void LogEvent(LogLevel level, string kind, string name, string reason, string what);

    [LoggerMessage(31, LogLevel.Debug, "An Event with reason {Reason} was not delivered")]
    private partial void LogNotDelivered(Exception error, string reason);
}
