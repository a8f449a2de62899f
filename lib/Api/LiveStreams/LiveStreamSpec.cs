using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.LiveStreams;

/// <summary>
/// A live channel: an encoder pushes RTMP in, viewers get HLS, and every run is recorded as a session. Nothing is billed
/// as running while <c>state</c> is Stopped.
/// </summary>
[CustomResource(Kind = "LiveStream", Plural = "livestreams", ShortName = "live", Status = typeof(LiveStreamStatus))]
[PrinterColumn("State", ".spec.state")]
[PrinterColumn("Phase", ".status.phase")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Receiving", ".status.conditions[?(@.type==\"Receiving\")].status")]
[PrinterColumn("Scheduled", ".status.schedule.state", Priority = 1)]
[PrinterColumn("Until", ".status.schedule.until", Priority = 1)]
[PrinterColumn("Playback", ".status.playback.url", Priority = 1)]
[PrinterColumn("Session", ".status.currentSessionId", Priority = 1)]
[PrinterColumn("Channel", ".status.resources.channelId", Priority = 1)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record LiveStreamSpec
{
    /// <summary>Whether the channel runs. A running channel costs money even without input.</summary>
    public StreamState State { get; set; } = StreamState.Stopped;

    /// <summary>
    /// The account that the stream runs in. Cannot be changed while resources exist. Absent: the MediaProvider with the
    /// annotation <c>onair.dev/is-default-provider: "true"</c>.
    /// </summary>
    public ProviderReference? ProviderRef { get; set; }

    /// <summary>Name of the MediaProvider; empty while none is named.</summary>
    [JsonIgnore]
    public string ProviderName => ProviderRef?.Name ?? "";

    /// <summary>How the video comes in.</summary>
    public InputSpec Input { get; set; } = new();

    /// <summary>What the video is encoded to.</summary>
    public EncoderSpec Encoder { get; set; } = new();

    /// <summary>How viewers get it.</summary>
    public PackagingSpec Packaging { get; set; } = new();

    /// <summary>Where each session is recorded.</summary>
    public ArchiveSpec Archive { get; set; } = new();

    /// <summary>Delivery through the provider's CloudFront distribution.</summary>
    public DistributionSpec Distribution { get; set; } = new();

    /// <summary>When an edit that cannot be made on a running channel is made.</summary>
    public ApplyPolicy ApplyPolicy { get; set; } = ApplyPolicy.WhenIdle;

    /// <summary>
    /// Limits that stop a forgotten channel. Absent: those of the MediaProvider's <c>streamDefaults</c>, which are
    /// written here when the stream is created or edited while it is stopped.
    /// </summary>
    public CostGuardSpec? CostGuard { get; set; }

    /// <summary>
    /// Times at which the channel runs. With a schedule, <c>state</c> is not read. Windows in the past may stay.
    /// Absent: <c>state</c> says whether it runs.
    /// </summary>
    [MaxLength(1000)]
    public IReadOnlyList<ScheduleWindow>? Schedule { get; set; }

    /// <summary>
    /// How long before the start of a window the channel is started, e.g. <c>5m</c>. MediaLive takes up to three minutes.
    /// </summary>
    [RegularExpression(Patterns.Duration), MinLength(2)]
    public string ScheduleWarmUp { get; set; } = "5m";

    /// <summary>
    /// Refuses deletion while video is received. A deletion that gets past the admission webhook waits until the video ends.
    /// </summary>
    public bool OnAirGuard { get; set; }

    /// <summary>What happens to the resources in AWS when the LiveStream is deleted. Recordings always stay.</summary>
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Delete;
}

/// <summary>Whether a channel runs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StreamState>))]
public enum StreamState
{
    /// <summary>The channel exists and is idle.</summary>
    Stopped,

    /// <summary>The channel runs and bills.</summary>
    Running,
}

/// <summary>When an edit that needs an idle channel is made.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApplyPolicy>))]
public enum ApplyPolicy
{
    /// <summary>At the next stop; until then the condition ChangesPending names the fields.</summary>
    WhenIdle,

    /// <summary>At once; the channel is stopped, updated and started again.</summary>
    Immediately,
}
