namespace Onair.Signaling.Accounting;

/// <summary>An interval: of a viewer in a viewing, or of the broadcaster.</summary>
internal sealed record AccountingRow(
    string Kind, string Broadcast, string Broadcaster, string? Viewing, string? Viewer, string Interval, DateTimeOffset StartedAt, double Seconds, bool Playing);
