using System.Text.Json.Serialization;
using Onair.Signaling.Accounting;

namespace Onair.Signaling.Rest;

/// <summary>The presence of a user.</summary>
internal sealed record PresenceAnswer(string User, string? Name, bool Online, bool Live, bool Away, DateTimeOffset? Since);

/// <summary>The live broadcasts of a site.</summary>
internal sealed record BroadcastsAnswer(IReadOnlyList<BroadcastAnswer> Broadcasts);

/// <summary>A live broadcast.</summary>
internal sealed record BroadcastAnswer(string Id, string User, string Name, DateTimeOffset StartedAt, DateTimeOffset? EndsAt, bool Away, int Viewers);

/// <summary>A page of the accounting of a site.</summary>
internal sealed record AccountingAnswer(IReadOnlyList<AccountingRow> Intervals, double TotalSeconds, int? NextOffset);

/// <summary>What the operator writes into the status of a BroadcastSite.</summary>
internal sealed record SiteAnswer(int Broadcasts, int Viewers, string? ScriptPath, string? Integrity, string? Problem, string? Reason);

/// <summary>What the operator records in the outbox of a BroadcastSite.</summary>
internal sealed record SiteEventsAnswer(IReadOnlyList<SiteEventAnswer> Events);

/// <summary>Something that happened on a site.</summary>
internal sealed record SiteEventAnswer(long Number, string Type, DateTimeOffset Time, string Broadcast, string User, string? Viewer, string? Reason, double? Seconds);

/// <summary>Source-generated JSON of the answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PresenceAnswer))]
[JsonSerializable(typeof(BroadcastsAnswer))]
[JsonSerializable(typeof(AccountingAnswer))]
[JsonSerializable(typeof(SiteAnswer))]
[JsonSerializable(typeof(SiteEventsAnswer))]
internal sealed partial class RestJson : JsonSerializerContext;
