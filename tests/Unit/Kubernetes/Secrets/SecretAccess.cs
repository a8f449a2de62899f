using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Secrets;

namespace Onair.Tests.Unit.Kubernetes.Secrets;

/// <summary>What reads and writes Secrets, in front of an API server of a test.</summary>
internal static class SecretAccess
{
    public static SecretReader Reader(this KubernetesClient client, LabelRule? rule = null, EventRecorder? events = null, ILogger? log = null) =>
        new(client, rule ?? LabelRule.Required, new(log ?? NullLogger.Instance, events));

    public static OwnedSecretWriter Writer(this KubernetesClient client) => new(client, client.Reader());
}

/// <summary>A log that keeps its lines.</summary>
internal sealed class LineLog : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
}
