using Onair.Api.EventSinks;
using Onair.Guard;
using Onair.Kubernetes;
using Onair.Operator.EventSinks.Requests;
using Onair.Operator.EventSinks.Status;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>What the deliveries to all EventSinks share.</summary>
internal sealed partial class SinkParts
{
    private readonly ILogger<SinkParts> _log;
    private readonly HostResolver? _resolver;

    public SinkParts(
        IEnumerable<IOutbox> outboxes, SinkContext context, SinkStatuses statuses, DeadLetters deadLetters, SinkSecretCache secrets, KubernetesClient client,
        TimeProvider time, ILogger<SinkParts> log, HostResolver? resolver = null)
    {
        (Outboxes, Context, Statuses, DeadLetters, Secrets, Client, Time, _log, _resolver) = ([.. outboxes], context, statuses, deadLetters, secrets, client, time, log, resolver);
        Persistence = new(time, e => LogNotWritten(e.Message));
    }

    public IReadOnlyList<IOutbox> Outboxes { get; }

    public SinkContext Context { get; }

    public SinkStatuses Statuses { get; }

    public DeadLetters DeadLetters { get; }

    public SinkSecretCache Secrets { get; }

    public KubernetesClient Client { get; }

    public TimeProvider Time { get; }

    public Persistence Persistence { get; }

    /// <summary>The resources that have events for an EventSink.</summary>
    public IEnumerable<(IOutbox Outbox, NamespacedName Name, int Events)> Waiting(string sink) =>
        from outbox in Outboxes
        from name in outbox.Waiting()
        let events = outbox.Get(name).Count(e => e.Sinks.Contains(sink))
        where events > 0
        select (outbox, name, events);

    public SinkState StateOf(EventSink? sink) => SinkState.Of(sink, sink is not null && Context.Violations(sink).Count == 0);

    public SinkSender Sender(EventSink sink, SinkStatusWriter status) =>
        new(sink, status, Secrets, new(sink.Spec, Context.Rules, Time, _resolver), Context.Options, Time);

    [LoggerMessage(80, LogLevel.Warning, "The delivery to EventSink {Sink} was interrupted, and goes on")]
    public partial void LogLaneFailed(Exception error, string sink);

    [LoggerMessage(81, LogLevel.Warning, "The status of EventSink {Sink} cannot be written: {Error}")]
    public partial void LogStatusFailed(string sink, string error);

    [LoggerMessage(82, LogLevel.Warning, "What became of events cannot be written, and is tried again: {Error}")]
    private partial void LogNotWritten(string error);
}
