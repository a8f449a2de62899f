using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.LiveStreams;

/// <summary>
/// A live channel: it receives video from an encoder or a source, delivers HLS to viewers, and records every run as a session.
/// While the channel is stopped, AWS does not bill it as running.
/// </summary>
public sealed record LiveStreamSpec
{
    /// <summary>The default of <c>scheduleWarmUp</c>.</summary>
    public const string DefaultWarmUp = "5m";

    /// <summary>
    /// Whether the channel runs, or follows <c>schedule</c>. Absent: Scheduled with a schedule, else Stopped. A running channel costs money even
    /// without input. <c>status.run</c> shows the effective state.
    /// </summary>
    public StreamState? State { get; set; }

    /// <summary>The declared state, or what holds when it is absent.</summary>
    [JsonIgnore]
    public StreamState DeclaredState => State ?? (HasSchedule ? StreamState.Scheduled : StreamState.Stopped);

    /// <summary>
    /// The account that the stream runs in. Immutable while the stream has resources in AWS. Default: the MediaProvider with the
    /// annotation <c>onair.dev/is-default-provider: "true"</c>.
    /// </summary>
    public ProviderReference? ProviderRef { get; set; }

    /// <summary>Name of the MediaProvider; empty when none is named.</summary>
    [JsonIgnore]
    public string ProviderName => ProviderRef?.Name ?? "";

    /// <summary>The contribution input: how the video reaches the channel.</summary>
    public InputSpec Input { get; set; } = new();

    /// <summary>Encoder settings.</summary>
    public EncoderSpec Encoder { get; set; } = new();

    /// <summary>How the stream is packaged for viewers.</summary>
    public PackagingSpec Packaging { get; set; } = new();

    /// <summary>Where each session is recorded.</summary>
    public ArchiveSpec Archive { get; set; } = new();

    /// <summary>Delivery through the provider's CloudFront distribution.</summary>
    public DistributionSpec Distribution { get; set; } = new();

    /// <summary>When to apply an edit that a running channel cannot take.</summary>
    public ApplyPolicy ApplyPolicy { get; set; } = ApplyPolicy.WhenIdle;

    /// <summary>
    /// Limits that stop a forgotten channel. Default: those of the MediaProvider's <c>streamDefaults</c>, which are written
    /// here when the stream is created, or edited while stopped.
    /// </summary>
    public CostGuardSpec? CostGuard { get; set; }

    /// <summary>
    /// When the channel runs. It has an effect while <c>state</c> is Scheduled or absent. Past windows are ignored. Absent: <c>state</c> decides
    /// whether the channel runs.
    /// </summary>
    [MaxSize(1000)]
    public IReadOnlyList<ScheduleWindow>? Schedule { get; set; }

    /// <summary>Whether the schedule has a window, past ones included.</summary>
    [JsonIgnore]
    public bool HasSchedule => Schedule is { Count: > 0 };

    /// <summary>
    /// How long before a window the channel starts, e.g. <c>5m</c>. MediaLive takes up to three minutes to start.
    /// </summary>
    [RegularExpression(Patterns.Duration), MinSize(2)]
    public string ScheduleWarmUp { get; set; } = DefaultWarmUp;

    /// <summary>
    /// Rejects deletion while the channel receives video. A deletion that bypasses the admission webhook waits until the video ends.
    /// </summary>
    public bool OnAirGuard { get; set; }

    /// <summary>What happens to the AWS resources when the LiveStream is deleted. Recordings are always kept.</summary>
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Delete;
}

/// <summary>The declared state of a channel.</summary>
[JsonConverter(typeof(WordConverter<StreamState>))]
public enum StreamState
{
    /// <summary>The channel exists and is idle, whatever the schedule says.</summary>
    Stopped,

    /// <summary>The channel runs, whatever the schedule says, and AWS bills for it.</summary>
    Running,

    /// <summary>The channel runs in the windows of the schedule.</summary>
    Scheduled,
}

/// <summary>Whether a channel runs.</summary>
[JsonConverter(typeof(WordConverter<RunState>))]
public enum RunState
{
    /// <summary>The channel is idle.</summary>
    Stopped,

    /// <summary>The channel runs, and AWS bills for it.</summary>
    Running,
}

/// <summary>When to apply an edit that needs an idle channel.</summary>
[JsonConverter(typeof(WordConverter<ApplyPolicy>))]
public enum ApplyPolicy
{
    /// <summary>At the next stop. Until then, the condition ChangesPending lists the fields.</summary>
    WhenIdle,

    /// <summary>The channel is stopped, updated and started again.</summary>
    Immediately,
}
