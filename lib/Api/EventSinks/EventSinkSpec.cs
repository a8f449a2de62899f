using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.EventSinks;

/// <summary>
/// A receiver of events: what happens to the LiveStreams, ArchiveSplits and VideoAssets of its namespace is sent to a URL, at least once
/// and, for each resource, in the order in which it happened.
/// </summary>
[CustomResource(Kind = "EventSink", Plural = "eventsinks", ShortName = "sink", Status = typeof(EventSinkStatus))]
[PrinterColumn("URL", ".spec.url")]
[PrinterColumn("Format", ".spec.format")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Delivered", ".status.delivered", Type = "integer")]
[PrinterColumn("Pending", ".status.pending", Type = "integer")]
[PrinterColumn("Dead", ".status.dead", Type = "integer")]
[PrinterColumn("Breaker", ".status.breaker", Priority = 1)]
[PrinterColumn("Last Error", ".status.lastError.message", Priority = 1)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record EventSinkSpec
{
    /// <summary>
    /// Where events are POSTed to, e.g. <c>https://hooks.example.com/onair</c>. A host that is not public has to be allowed by whoever
    /// runs the operator. Redirects are never followed.
    /// </summary>
    [Required, RegularExpression(Patterns.HttpUrl), MaxLength(2048)]
    public string Url { get; set; } = "";

    /// <summary>How an event is written.</summary>
    public EventFormat Format { get; set; } = EventFormat.CloudEvents;

    /// <summary>The token that is sent as <c>Authorization: Bearer</c>. Absent: none is.</summary>
    public TokenSecretReference? TokenSecretRef { get; set; }

    /// <summary>
    /// The secrets that requests are signed with, as Standard Webhooks: one <c>whsec_…</c> a line, each of which makes a signature, so
    /// that the receiver can change from one to the next. Absent: requests are not signed.
    /// </summary>
    public SigningSecretReference? SigningSecretRef { get; set; }

    /// <summary>
    /// How many events a request may have. With 1, CloudEvents are sent in binary mode; with more, in batch mode. A request in format
    /// Plain always has one.
    /// </summary>
    [Range(1, 100)]
    public int BatchSize { get; set; } = 1;

    /// <summary>How long a request may take, in seconds.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// How often an event is tried again before it becomes a dead letter: after 5 seconds, then after twice as long each time, at most 10
    /// minutes. While a receiver is known to be away it is not tried, which does not count.
    /// </summary>
    [Range(0, 50)]
    public int RetryAttempts { get; set; } = 12;

    /// <summary>
    /// The types of events, e.g. <c>dev.onair.livestream.started</c>; <c>dev.onair.livestream.*</c> stands for all of a kind. Empty: all.
    /// </summary>
    [ItemPattern(@"^dev\.onair\.(\*|[a-z]+\.(\*|[a-z]+))$"), MaxLength(64)]
    public IReadOnlyList<string> Events { get; set; } = [];

    /// <summary>The resources, by their labels. Empty: all.</summary>
    public LabelSelector Selector { get; set; } = new();

    /// <summary>Events of all namespaces. Only an EventSink in the operator's own namespace may ask for them.</summary>
    public bool AllNamespaces { get; set; }

    /// <summary>What is sent in format Plain besides what a video or stream now is.</summary>
    public PlainSpec Plain { get; set; } = new();

    /// <summary>Certificates (PEM) of the authorities that the receiver's certificate is to be from. Absent: those of the system.</summary>
    [MinLength(1), MaxLength(65_536)]
    public string? CaBundle { get; set; }
}

/// <summary>How an event is written.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventFormat>))]
public enum EventFormat
{
    /// <summary>CloudEvents 1.0 over HTTP.</summary>
    CloudEvents,

    /// <summary>JSON objects of videos, streams, streaming events and analytics.</summary>
    Plain,
}

/// <summary>What is sent in format Plain besides what a video or stream now is.</summary>
public sealed record PlainSpec
{
    /// <summary>Streaming events: that a stream started, receives, stopped.</summary>
    public bool Events { get; set; } = true;

    /// <summary>Analytics: how long a session ran, how long a video is.</summary>
    public bool Analytics { get; set; } = true;
}

/// <summary>The entry of a Secret in the EventSink's namespace that is the token.</summary>
public sealed record TokenSecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the Secret's data.</summary>
    [MinLength(1), MaxLength(253)]
    public string Key { get; set; } = "token";
}

/// <summary>The entry of a Secret in the EventSink's namespace that has the signing secrets.</summary>
public sealed record SigningSecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the Secret's data.</summary>
    [MinLength(1), MaxLength(253)]
    public string Key { get; set; } = "secret";
}

/// <summary>Resources with certain labels; all requirements must hold.</summary>
public sealed record LabelSelector
{
    /// <summary>Labels that must have these values.</summary>
    public IReadOnlyDictionary<string, string> MatchLabels { get; set; } = new Dictionary<string, string>();

    /// <summary>Other requirements.</summary>
    [MaxLength(32)]
    public IReadOnlyList<LabelRequirement> MatchExpressions { get; set; } = [];
}

/// <summary>What must hold for a label.</summary>
public sealed record LabelRequirement
{
    /// <summary>The label.</summary>
    [Required, MinLength(1), MaxLength(317)]
    public string Key { get; set; } = "";

    /// <summary>How it is compared.</summary>
    [Required]
    public LabelOperator Operator { get; set; }

    /// <summary>The values for In and NotIn; none for the others.</summary>
    [MaxLength(64)]
    public IReadOnlyList<string> Values { get; set; } = [];
}

/// <summary>How a label is compared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LabelOperator>))]
public enum LabelOperator
{
    /// <summary>It has one of the values.</summary>
    In,

    /// <summary>It has none of the values, or is absent.</summary>
    NotIn,

    /// <summary>It is there.</summary>
    Exists,

    /// <summary>It is absent.</summary>
    DoesNotExist,
}
