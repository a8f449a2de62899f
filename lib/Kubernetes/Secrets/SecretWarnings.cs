using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Events;

namespace Onair.Kubernetes.Secrets;

/// <summary>Says once of each use of a Secret that it is read only because the label is not required yet.</summary>
/// <param name="log">The log.</param>
/// <param name="events">For an Event of the object that names the Secret; null for a program that may write none.</param>
public sealed partial class SecretWarnings(ILogger log, EventRecorder? events = null)
{
    private const int MostUses = 100_000;

    private readonly ConcurrentDictionary<(string? Uid, string Namespace, string Name), bool> _said = new();

    /// <summary>Warns, unless it has been said.</summary>
    public void Lacks(SecretUse use)
    {
        if (_said.Count >= MostUses) _said.Clear();
        if (!_said.TryAdd(Key(use), true)) return;
        var message = SecretLabel.Warning(use.Namespace, use.Name);
        LogLacking(use.By.Kind ?? use.By.GetType().Name, use.By.Metadata.NamespaceProperty, use.By.Metadata.Name, message);
        events?.Publish(use.By, EventType.Warning, SecretLabel.Lacking, message);
    }

    /// <summary>The Secret has the label: if it loses it, that is news.</summary>
    public void Has(SecretUse use) => _said.TryRemove(Key(use), out _);

    private static (string?, string, string) Key(SecretUse use) => (use.By.Metadata.Uid, use.Namespace, use.Name);

    [LoggerMessage(51, LogLevel.Warning, "{Kind} {Namespace}/{Name}: {Message}")]
    private partial void LogLacking(string kind, string? @namespace, string? name, string message);
}
