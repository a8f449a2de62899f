using Onair.Connectors;

namespace Onair.ConnectorPod.Sources;

/// <summary>Decides whether a picture has stood still, or a sound been silent, for longer than allowed.</summary>
internal static class Stall
{
    /// <summary>Null while all is well.</summary>
    public static SourceFailure? Judge(PlannedSource source, TimeSpan still, TimeSpan silent)
    {
        if (source.FrozenSeconds is { } frozen && still.TotalSeconds > frozen) return new("PictureFrozen", $"the picture has not changed for more than {frozen:0.#} s");
        if (source.SilentSeconds is { } quiet && silent.TotalSeconds > quiet) return new("Silent", $"nothing has been heard for more than {quiet:0.#} s");
        return null;
    }
}
