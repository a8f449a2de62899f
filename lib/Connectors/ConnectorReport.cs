namespace Onair.Connectors;

/// <summary>How a connector's pod is doing: <c>GET /status</c> at port 8080. It holds no URL and no secret.</summary>
public sealed record ConnectorReport
{
    /// <summary>When the pod began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What was reached, in order; a stage that is reached again has the later time.</summary>
    public IReadOnlyList<ReportedStage> Stages { get; init; } = [];

    /// <summary>Index of the source that is shown; null before the first one is.</summary>
    public int? Source { get; init; }

    /// <summary>Why source 0 is not shown, as CamelCase reason, e.g. <c>PictureFrozen</c>; null while it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The sentence of that reason.</summary>
    public string? Message { get; init; }

    /// <summary>For each target, whether it takes the push.</summary>
    public IReadOnlyList<bool> Pushing { get; init; } = [];

    /// <summary>Why a target does not take the push; null while all do.</summary>
    public string? PushMessage { get; init; }

    /// <summary>How often a part of the pod was started again: display, sound, browser, encoder or push.</summary>
    public int Restarts { get; init; }

    /// <summary>Frames captured from the source that is shown.</summary>
    public long FramesIn { get; init; }

    /// <summary>Frames given to the encoder.</summary>
    public long FramesOut { get; init; }

    /// <summary>Frames given to the encoder again because no new one had arrived.</summary>
    public long FramesRepeated { get; init; }

    /// <summary>Captured frames that a newer one replaced before they were shown.</summary>
    public long FramesDropped { get; init; }

    /// <summary>Bytes accepted by the targets.</summary>
    public long BytesOut { get; init; }

    /// <summary>
    /// Seconds since the target that has waited longest accepted bytes, or the connection; null before every target has accepted some, and from
    /// a pod of an earlier version.
    /// </summary>
    public double? SecondsSinceBytes { get; init; }

    /// <summary>By how much the sound is delayed to match the picture, in seconds; null before it was measured.</summary>
    public double? AudioDelaySeconds { get; init; }
}

/// <summary>A stage that was reached.</summary>
/// <param name="Name">See <see cref="ConnectorStages"/>.</param>
/// <param name="At">When.</param>
public sealed record ReportedStage(string Name, DateTimeOffset At);

/// <summary>The stages from the start to the air, in order.</summary>
public static class ConnectorStages
{
    /// <summary>The display is up.</summary>
    public const string Display = "Display";

    /// <summary>The sound server is up.</summary>
    public const string Sound = "Sound";

    /// <summary>The page is loaded, or the media opened.</summary>
    public const string Page = "Page";

    /// <summary>The picture moves, or is drawn, and the sound is decodable; all that is declared as readiness holds.</summary>
    public const string Picture = "Picture";

    /// <summary>The targets have accepted the push.</summary>
    public const string Push = "Push";

    /// <summary>Bytes flow to the targets.</summary>
    public const string Flow = "Flow";
}
