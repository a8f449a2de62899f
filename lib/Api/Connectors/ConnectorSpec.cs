using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.Connectors;

/// <summary>
/// Brings a meeting, a web page or another stream on air: a pod with a browser and an encoder that pushes to a LiveStream, an IvsChannel or
/// any RTMP service. Nothing runs while it is stopped.
/// </summary>
public sealed record ConnectorSpec
{
    /// <summary>What goes on air: exactly one.</summary>
    [Required]
    public ConnectorSource Source { get; set; } = new();

    /// <summary>Where it goes: exactly one.</summary>
    [Required]
    public ConnectorTarget Target { get; set; } = new();

    /// <summary>Whether the connector pushes. With a LiveStream as target, it pushes only while the channel runs.</summary>
    public ConnectorState State { get; set; } = ConnectorState.Stopped;

    /// <summary>The picture that is pushed.</summary>
    public ConnectorVideo Video { get; set; } = new();

    /// <summary>The sound that is pushed.</summary>
    public ConnectorAudio Audio { get; set; } = new();

    /// <summary>When a page counts as ready to be shown.</summary>
    public ConnectorReadiness Readiness { get; set; } = new();

    /// <summary>What counts as a failure of the source.</summary>
    public ConnectorWatchdog Watchdog { get; set; } = new();

    /// <summary>
    /// JavaScript that runs in the page once it is loaded, e.g. to fill in a name and press "join". Absent: nothing runs.
    /// </summary>
    public ConfigMapKeyReference? JoinScript { get; set; }

    /// <summary>
    /// Sources in the order in which they are shown while those before fail. The push continues during a switch. Default: the last picture stays on air.
    /// </summary>
    [MaxSize(4)]
    public IReadOnlyList<ConnectorSource> Fallback { get; set; } = [];

    /// <summary>When an edit of a running connector takes effect. Another source, picture or target needs another pod, which is off air until it is up.</summary>
    public ApplyPolicy ApplyPolicy { get; set; } = ApplyPolicy.WhenIdle;

    /// <summary>Requests of the pod. Default: what the picture's size takes.</summary>
    public ConnectorResources? Resources { get; set; }

    /// <summary>Labels of the nodes that the pod may run on. Default: any node.</summary>
    public IReadOnlyDictionary<string, string>? NodeSelector { get; set; }
}

/// <summary>Whether a connector pushes.</summary>
[JsonConverter(typeof(WordConverter<ConnectorState>))]
public enum ConnectorState
{
    /// <summary>Nothing runs.</summary>
    Stopped,

    /// <summary>The source is on air.</summary>
    Running,
}

/// <summary>What goes on air.</summary>
public sealed record ConnectorSource
{
    /// <summary>A meeting that is joined in the browser, e.g. Amazon Chime, Zoom's web client or Jitsi. Absent: another source.</summary>
    public UrlSource? Meeting { get; set; }

    /// <summary>A web page. Absent: another source.</summary>
    public PageSource? Page { get; set; }

    /// <summary>A stream or file: HLS, RTMP, RTSP or SRT, or an MP4 that is played in a loop. Absent: another source.</summary>
    public UrlSource? Url { get; set; }

    /// <summary>
    /// An Amazon Chime SDK meeting by AWS's live connector instead of a browser: AWS pushes, and no pod runs. Not as a fallback. Absent:
    /// another source.
    /// </summary>
    public ChimePipelineSource? ChimePipeline { get; set; }

    /// <summary>A test picture, as a fallback. Absent: another source.</summary>
    public ColorBarsSource? ColorBars { get; set; }
}

/// <summary>A source by its URL: exactly one of both.</summary>
public sealed record UrlSource
{
    /// <summary>The URL, e.g. <c>https://meet.example.com/townhall</c>. Absent: it is in a Secret.</summary>
    [MinSize(1), MaxSize(2048)]
    public string? Url { get; set; }

    /// <summary>The URL, if it is a secret: it then appears in no status, Event or log. Absent: it is in <c>url</c>.</summary>
    public UrlSecretReference? UrlSecretRef { get; set; }
}

/// <summary>A web page.</summary>
public sealed record PageSource
{
    /// <summary>The http or https URL, e.g. <c>https://www.example.com/scoreboard</c>.</summary>
    [Required, RegularExpression(Patterns.HttpUrl), MaxSize(2048)]
    public string Url { get; set; } = "";

    /// <summary>Size at which the page is laid out; it is scaled to the picture. Default: the size of the picture.</summary>
    public Viewport? Viewport { get; set; }
}

/// <summary>Size of a page.</summary>
public sealed record Viewport
{
    /// <summary>Width in CSS pixels.</summary>
    [Required, Range(320, 3840)]
    public int Width { get; set; }

    /// <summary>Height in CSS pixels.</summary>
    [Required, Range(180, 2160)]
    public int Height { get; set; }
}

/// <summary>A meeting by AWS's media pipeline.</summary>
public sealed record ChimePipelineSource
{
    /// <summary>ARN of the Amazon Chime SDK meeting.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:chime:[a-z0-9-]*:[0-9]{12}:meeting/[A-Za-z0-9-]+$"), MaxSize(256)]
    public string MeetingArn { get; set; } = "";

    /// <summary>The MediaProvider in whose account the meeting is; must have <c>spec.aws</c>.</summary>
    [Required]
    public ProviderReference ProviderRef { get; set; } = new();
}

/// <summary>A test picture: color bars with a tone.</summary>
public sealed record ColorBarsSource
{
    /// <summary>Whether there is silence instead of the tone.</summary>
    public bool Silent { get; set; } = true;
}

/// <summary>Where a connector pushes to.</summary>
public sealed record ConnectorTarget
{
    /// <summary>A LiveStream in the same namespace with an RtmpPush input. Both pipelines are fed from one browser. Absent: another target.</summary>
    public StreamReference? LiveStreamRef { get; set; }

    /// <summary>An IvsChannel in the same namespace. Absent: another target.</summary>
    public IvsChannelReference? IvsChannelRef { get; set; }

    /// <summary>Any RTMP service. Absent: another target.</summary>
    public RtmpTarget? Rtmp { get; set; }
}

/// <summary>An IvsChannel in the resource's own namespace.</summary>
public sealed record IvsChannelReference
{
    /// <summary>Name of the IvsChannel, e.g. <c>townhall</c>.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";
}

/// <summary>Any RTMP service.</summary>
public sealed record RtmpTarget
{
    /// <summary>The rtmp or rtmps URL with the stream key, e.g. <c>rtmps://a.rtmps.example.com/live2/KEY</c>.</summary>
    [Required]
    public UrlSecretReference UrlSecretRef { get; set; } = new();
}

/// <summary>A URL in a Secret in the resource's own namespace.</summary>
public sealed record UrlSecretReference
{
    /// <summary>Name of the Secret.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the Secret's data.</summary>
    [MinSize(1), MaxSize(253)]
    public string Key { get; set; } = "url";
}

/// <summary>One entry of a ConfigMap in the resource's own namespace.</summary>
public sealed record ConfigMapKeyReference
{
    /// <summary>Name of the ConfigMap.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";

    /// <summary>Key in the ConfigMap's data.</summary>
    [MinSize(1), MaxSize(253)]
    public string Key { get; set; } = "join.js";
}

/// <summary>The picture that is pushed: H.264, a key frame every 2 seconds.</summary>
public sealed record ConnectorVideo
{
    /// <summary>Width in pixels; even.</summary>
    [Range(320, 1920)]
    public int Width { get; set; } = 1280;

    /// <summary>Height in pixels; even.</summary>
    [Range(180, 1080)]
    public int Height { get; set; } = 720;

    /// <summary>Frames per second.</summary>
    [Range(5, 60)]
    public int FrameRate { get; set; } = 30;

    /// <summary>Bit rate in bits per second.</summary>
    [Range(200_000, 8_500_000)]
    public int Bitrate { get; set; } = 3_000_000;
}

/// <summary>The sound that is pushed: AAC, stereo, 48 kHz.</summary>
public sealed record ConnectorAudio
{
    /// <summary>Bit rate in bits per second.</summary>
    [Range(32_000, 320_000)]
    public int Bitrate { get; set; } = 128_000;

    /// <summary>Whether the source's sound is replaced by silence.</summary>
    public bool Muted { get; set; }
}

/// <summary>When a page counts as ready: all that is declared holds, and its picture moves or has been drawn.</summary>
public sealed record ConnectorReadiness
{
    /// <summary>A CSS selector that must match a visible element, e.g. <c>video.main</c>. Absent: none must.</summary>
    [MinSize(1), MaxSize(512)]
    public string? Selector { get; set; }

    /// <summary>Text that must be on the page. Absent: none must.</summary>
    [MinSize(1), MaxSize(512)]
    public string? Text { get; set; }

    /// <summary>Whether a video or audio element must be playing. Default: true for a meeting, false for a page.</summary>
    public bool? Playing { get; set; }

    /// <summary>How long it may take, in seconds, until the source counts as failed.</summary>
    [Range(5, 600)]
    public int TimeoutSeconds { get; set; } = 60;
}

/// <summary>What counts as a failure of a source that was ready.</summary>
public sealed record ConnectorWatchdog
{
    /// <summary>How long a picture may stay unchanged, in seconds. Default: 20 for a meeting and a url; no limit for a page.</summary>
    [Range(2, 3600)]
    public int? FrozenSeconds { get; set; }

    /// <summary>How long the sound may be silent, in seconds. Default: for ever.</summary>
    [Range(2, 3600)]
    public int? SilentSeconds { get; set; }
}

/// <summary>Requests of a connector's pod.</summary>
public sealed record ConnectorResources
{
    /// <summary>CPU as Kubernetes writes it, e.g. <c>1500m</c>. Default: what the picture's size takes.</summary>
    [RegularExpression("^([0-9]+m|[0-9]+(\\.[0-9]{1,3})?)$"), MaxSize(16)]
    public string? Cpu { get; set; }

    /// <summary>Memory as Kubernetes writes it, e.g. <c>1Gi</c>. Default: what the picture's size takes.</summary>
    [RegularExpression("^[0-9]+(Ki|Mi|Gi|k|M|G)?$"), MaxSize(16)]
    public string? Memory { get; set; }
}
