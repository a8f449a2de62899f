using System.Text.Json.Serialization;

namespace Onair.Connectors;

/// <summary>
/// What a connector's pod does: the operator writes it into a Secret that the pod mounts, because sources and targets may be secret. Names
/// are resolved; nothing in it refers to Kubernetes.
/// </summary>
public sealed record ConnectorPlan
{
    /// <summary>The source, then the fallbacks in order; at least one.</summary>
    public required IReadOnlyList<PlannedSource> Sources { get; init; }

    /// <summary>One or two rtmp or rtmps URLs with stream key; all get the same stream.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Width of the picture in pixels; even.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the picture in pixels; even.</summary>
    public required int Height { get; init; }

    /// <summary>Frames per second.</summary>
    public required int FrameRate { get; init; }

    /// <summary>Bit rate of the video in bits per second.</summary>
    public required int VideoBitrate { get; init; }

    /// <summary>Bit rate of the audio in bits per second.</summary>
    public required int AudioBitrate { get; init; }

    /// <summary>Whether silence replaces the sources' sound.</summary>
    public bool Muted { get; init; }

    /// <summary>Networks that sources may be in besides public addresses, e.g. <c>10.1.0.0/16</c>.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; init; } = [];

    /// <summary>Whether targets may be at any address: those of AWS's, or of its stand-in, that the operator has looked up itself.</summary>
    public bool TrustedTargets { get; init; }

    /// <summary>Authorities, in PEM format, that may sign the certificates of rtmps targets besides those of the system; null for none.</summary>
    public string? CaBundle { get; init; }
}

/// <summary>A source of a plan.</summary>
public sealed record PlannedSource
{
    /// <summary>How it is shown.</summary>
    public required PlannedSourceKind Kind { get; init; }

    /// <summary>The URL of a page or of media; null for color bars.</summary>
    public string? Url { get; init; }

    /// <summary>Width of the page in CSS pixels; null for the picture's.</summary>
    public int? ViewportWidth { get; init; }

    /// <summary>Height of the page in CSS pixels; null for the picture's.</summary>
    public int? ViewportHeight { get; init; }

    /// <summary>JavaScript that runs in the page once it is loaded.</summary>
    public string? JoinScript { get; init; }

    /// <summary>A CSS selector that must match a visible element of the page.</summary>
    public string? Selector { get; init; }

    /// <summary>Text that must be on the page.</summary>
    public string? Text { get; init; }

    /// <summary>Whether an element of the page must play.</summary>
    public bool Playing { get; init; }

    /// <summary>Whether the end of what plays is a failure: of a meeting, not of a page.</summary>
    public bool EndsMatter { get; init; }

    /// <summary>How long the source may take to be ready, in seconds.</summary>
    public double TimeoutSeconds { get; init; } = 60;

    /// <summary>How long the picture may stand still, in seconds; null for ever.</summary>
    public double? FrozenSeconds { get; init; }

    /// <summary>How long the sound may be silent, in seconds; null for ever.</summary>
    public double? SilentSeconds { get; init; }
}

/// <summary>How a source is shown.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlannedSourceKind>))]
public enum PlannedSourceKind
{
    /// <summary>A page, in the browser.</summary>
    Page,

    /// <summary>A stream, or a file in a loop, decoded by ffmpeg.</summary>
    Media,

    /// <summary>Color bars with silence.</summary>
    ColorBars,

    /// <summary>Color bars with a tone.</summary>
    ColorBarsWithTone,
}
