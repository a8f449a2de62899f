namespace Onair.Kubernetes.Events;

/// <summary>An Event to be written to the API server.</summary>
/// <param name="Note">What it says.</param>
/// <param name="Name">Its name.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="First">When it first happened.</param>
/// <param name="IsNew">Not written before.</param>
internal sealed record EventWrite(EventNote Note, string Name, int Count, DateTimeOffset First, bool IsNew);
