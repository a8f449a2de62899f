using k8s.Models;

namespace Onair.Kubernetes.Events;

/// <summary>One thing that was published.</summary>
internal sealed record EventNote(V1ObjectReference Regarding, EventType Type, string Reason, string Message, DateTimeOffset At)
{
    /// <summary>Completes when it is delivered or given up; null when nobody waits.</summary>
    public TaskCompletionSource? Settled { get; init; }
}
