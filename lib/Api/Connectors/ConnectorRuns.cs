namespace Onair.Api.Connectors;

/// <summary>What a run was begun with, which an edit does not change: where it pushes to, and what AWS pushes if it is AWS that does. Pure functions.</summary>
public static class ConnectorRuns
{
    // As the Chime SDK names its resolutions: FHD is 1920x1080, HD is 1280x720.
    private const int FullHd = 1080;

    /// <summary>The target that the run pushes to, as <see cref="ConnectorTexts.Text(ConnectorTarget)"/> writes it; the declared one while nothing runs.</summary>
    public static string PushesTo(this Connector connector)
    {
        ArgumentNullException.ThrowIfNull(connector);
        return connector.Recorded is { Run: not null, Target: { } recorded } ? recorded : connector.Spec.Target.Text();
    }

    /// <summary>The media pipeline of the run, or of the next one while nothing runs; null when a pod pushes.</summary>
    public static ChimePipelineRun? Pipeline(ConnectorSpec spec, ConnectorStatus status)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(status);
        if (status.Run is not { } run) return Declared(spec);
        // A version that did not record it may have begun the run.
        return run.ChimePipeline ?? (status.ChimePipeline is null ? null : Declared(spec));
    }

    /// <summary>The media pipeline of a run that begins now; null when a pod is to push.</summary>
    public static ChimePipelineRun? Declared(ConnectorSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Source.ChimePipeline is not { } source ? null : new()
        {
            MeetingArn = source.MeetingArn,
            Provider = source.ProviderRef.Name,
            Resolution = spec.Video.Height >= FullHd ? "FHD" : "HD",
        };
    }

    /// <summary>Whether what is declared needs another run: it pushes elsewhere, or another pipeline does, or a pod instead of a pipeline.</summary>
    public static bool NeedsAnother(ConnectorSpec spec, ConnectorStatus status)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(status);
        return status.Run is not null && (status.Target != spec.Target.Text() || Pipeline(spec, status) != Declared(spec));
    }
}
