namespace Onair.Kubernetes;

/// <summary>One thing that was published.</summary>
internal sealed record EventNote(V1ObjectReference Regarding, EventType Type, string Reason, string Message, DateTimeOffset At);
