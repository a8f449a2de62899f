using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.EventSinks;

/// <summary>
/// A receiver of events: Onair sends what happens to the LiveStreams, ArchiveSplits and VideoAssets of its namespace to a URL. Delivery
/// is at least once and, for each resource, in order.
/// </summary>
public sealed record EventSinkSpec
{
    /// <summary>
    /// URL that events are POSTed to, e.g. <c>https://hooks.example.com/onair</c>. A private host must be allowed by the chart's
    /// <c>events.allowedCidrs</c>. Redirects are never followed.
    /// </summary>
    [Required, RegularExpression(Patterns.HttpUrl), MaxSize(2048)]
    public string Url { get; set; } = "";

    /// <summary>Format of the events.</summary>
    public EventFormat Format { get; set; } = EventFormat.CloudEvents;

    /// <summary>Token that is sent as <c>Authorization: Bearer</c>. Absent: no token is sent.</summary>
    public TokenSecretReference? TokenSecretRef { get; set; }

    /// <summary>
    /// Secrets that sign requests according to Standard Webhooks: one <c>whsec_…</c> per line. Each adds a signature, so that the receiver
    /// can rotate secrets. Absent: requests are not signed.
    /// </summary>
    public SigningSecretReference? SigningSecretRef { get; set; }

    /// <summary>
    /// Maximum number of events in a request. With 1, CloudEvents are sent in binary mode; with more, in batch mode. In format Plain,
    /// a request always has one event.
    /// </summary>
    [Range(1, 100)]
    public int BatchSize { get; set; } = 1;

    /// <summary>Timeout of a request in seconds.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// How many times an event is retried before it becomes a dead letter. Retries back off from 5 seconds, doubling each time, to at most
    /// 10 minutes. While the circuit breaker is open, nothing is sent and no retry is counted.
    /// </summary>
    [Range(0, 50)]
    public int RetryAttempts { get; set; } = 12;

    /// <summary>
    /// Event types to send, e.g. <c>dev.onair.livestream.started</c>; <c>dev.onair.livestream.*</c> matches all of a kind. Empty: all.
    /// </summary>
    [ItemPattern(@"^dev\.onair\.(\*|[a-z]+\.(\*|[a-z]+))$"), MaxSize(64)]
    public IReadOnlyList<string> Events { get; set; } = [];

    /// <summary>Selects resources by their labels. Empty: all.</summary>
    public LabelSelector Selector { get; set; } = new();

    /// <summary>Sends events of all namespaces. Only allowed in the operator's namespace.</summary>
    public bool AllNamespaces { get; set; }

    /// <summary>What format Plain sends in addition to the current state of videos and streams.</summary>
    public PlainSpec Plain { get; set; } = new();

    /// <summary>CA certificates in PEM format that the receiver's certificate must be signed by. Default: those of the system.</summary>
    [MinSize(1), MaxSize(65_536)]
    public string? CaBundle { get; set; }
}

/// <summary>Format of the events.</summary>
[JsonConverter(typeof(WordConverter<EventFormat>))]
public enum EventFormat
{
    /// <summary>CloudEvents 1.0 over HTTP.</summary>
    CloudEvents,

    /// <summary>JSON objects without an envelope, for videos, streams, streaming events and analytics.</summary>
    Plain,
}

/// <summary>What format Plain sends in addition to the current state of videos and streams.</summary>
public sealed record PlainSpec
{
    /// <summary>Streaming events: a stream started, receives video, or stopped.</summary>
    public bool Events { get; set; } = true;

    /// <summary>Analytics: the duration of a session or a video.</summary>
    public bool Analytics { get; set; } = true;
}

/// <summary>The entry with the token, in a Secret in the EventSink's namespace.</summary>
public sealed record TokenSecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the Secret's data.</summary>
    [MinSize(1), MaxSize(253)]
    public string Key { get; set; } = "token";
}

/// <summary>The entry with the signing secrets, in a Secret in the EventSink's namespace.</summary>
public sealed record SigningSecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the Secret's data.</summary>
    [MinSize(1), MaxSize(253)]
    public string Key { get; set; } = "secret";
}

/// <summary>Selects resources by labels. All requirements must be met.</summary>
public sealed record LabelSelector
{
    /// <summary>Labels and the values that they must have.</summary>
    public IReadOnlyDictionary<string, string> MatchLabels { get; set; } = new Dictionary<string, string>();

    /// <summary>Further requirements.</summary>
    [MaxSize(32)]
    public IReadOnlyList<LabelRequirement> MatchExpressions { get; set; } = [];
}

/// <summary>A requirement for a label.</summary>
public sealed record LabelRequirement
{
    /// <summary>Label key.</summary>
    [Required, MinSize(1), MaxSize(317)]
    public string Key { get; set; } = "";

    /// <summary>How the label is compared with the values.</summary>
    [Required]
    public LabelOperator Operator { get; set; }

    /// <summary>Values for In and NotIn; must be empty for the other operators.</summary>
    [MaxSize(64)]
    public IReadOnlyList<string> Values { get; set; } = [];
}

/// <summary>How a label is compared.</summary>
[JsonConverter(typeof(WordConverter<LabelOperator>))]
public enum LabelOperator
{
    /// <summary>The label has one of the values.</summary>
    In,

    /// <summary>The label has none of the values, or is absent.</summary>
    NotIn,

    /// <summary>The label is present.</summary>
    Exists,

    /// <summary>The label is absent.</summary>
    DoesNotExist,
}
