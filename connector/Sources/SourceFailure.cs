namespace Onair.ConnectorPod.Sources;

/// <summary>A source cannot be shown, or not any longer.</summary>
/// <param name="reason">In CamelCase, as in a condition.</param>
/// <param name="message">A sentence without URL and secret.</param>
internal sealed class SourceFailure(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
