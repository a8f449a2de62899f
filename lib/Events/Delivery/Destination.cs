using Onair.Api.Common;
using Onair.Events.Formats;

namespace Onair.Events.Delivery;

/// <summary>A receiver of events, and how it wants them.</summary>
public sealed record Destination
{
    /// <summary>The URL that events are POSTed to.</summary>
    public required string Url { get; init; }

    /// <summary>Writes events as requests, which are sent in order. No request: the format has nothing to say about the events.</summary>
    public required Func<IReadOnlyList<PendingEvent>, IReadOnlyList<SinkRequest>> Format { get; init; }

    /// <summary>Certificates (PEM) of the authorities to trust; null for those of the system.</summary>
    public string? CaBundle { get; init; }

    /// <summary>How long a request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many retries follow the first attempt before an event becomes a dead letter.</summary>
    public int RetryAttempts { get; init; }

    /// <summary>
    /// Whether only refusals of an event count as attempts: a receiver that is away, or refuses all requests alike, is waited for without an end. A server
    /// error counts once the receiver has accepted other events meanwhile, or after ten minutes.
    /// </summary>
    public bool IsPatient { get; init; }

    /// <summary>The setting with the URL, as errors name it.</summary>
    public string UrlSetting { get; init; } = "spec.url";
}
