namespace Onair.Signaling.Rest;

/// <summary>The presence of a user.</summary>
internal sealed record PresenceAnswer(string User, string? Name, bool Online, bool Live, bool Away, DateTimeOffset? Since);

/// <summary>The live broadcasts of a site.</summary>
internal sealed record BroadcastsAnswer(IReadOnlyList<BroadcastAnswer> Broadcasts);

/// <summary>A live broadcast.</summary>
internal sealed record BroadcastAnswer(string Id, string User, string Name, DateTimeOffset StartedAt, DateTimeOffset? EndsAt, bool Away, int Viewers);

/// <summary>A page of the accounting of a site.</summary>
internal sealed record AccountingAnswer(IReadOnlyList<AccountingRow> Intervals, double TotalSeconds, int? NextOffset);

/// <summary>An interval: of a viewer in a viewing, or of the broadcaster.</summary>
internal sealed record AccountingRow(
    string Kind, string Broadcast, string Broadcaster, string? Viewing, string? Viewer, string Interval, DateTimeOffset StartedAt, double Seconds, bool Playing);

/// <summary>What the operator writes into the status of a BroadcastSite.</summary>
internal sealed record SiteAnswer(int Broadcasts, int Viewers, string? ScriptPath, string? Integrity, string? Problem);

/// <summary>What the operator records in the outbox of a BroadcastSite.</summary>
internal sealed record SiteEventsAnswer(IReadOnlyList<SiteEventAnswer> Events);

/// <summary>Something that happened on a site.</summary>
internal sealed record SiteEventAnswer(long Number, string Type, DateTimeOffset Time, string Broadcast, string User, string? Viewer, string? Reason, double? Seconds);
