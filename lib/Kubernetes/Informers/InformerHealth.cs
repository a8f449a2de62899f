namespace Onair.Kubernetes.Informers;

/// <summary>How an informer is doing, for readiness.</summary>
/// <param name="Synced">The first list is complete.</param>
/// <param name="Connected">A watch is open now.</param>
/// <param name="LastContact">When the server last sent a page, event or bookmark.</param>
/// <param name="LastError">Why the last list or watch failed; null since one succeeded.</param>
public readonly record struct InformerHealth(bool Synced, bool Connected, DateTimeOffset? LastContact, string? LastError);
