using Onair.Operator.Reconciliation;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>What an engine knows of a section's latest attempt.</summary>
internal abstract record EngineView
{
    private EngineView()
    {
    }

    /// <summary>The attempt was recorded but not started.</summary>
    public sealed record None : EngineView;

    /// <summary>In progress.</summary>
    /// <param name="Percent">How much is done; null when that is not known.</param>
    /// <param name="Message">What it waits for; null when it does not.</param>
    /// <param name="Obstacle">What keeps its pod from running; null when nothing is known.</param>
    public sealed record Working(int? Percent, string? Message = null, PodObstacle? Obstacle = null) : EngineView;

    /// <summary>Done; the output may not be visible yet.</summary>
    public sealed record Succeeded(SectionOutput Output) : EngineView;

    /// <summary>Failed.</summary>
    /// <param name="Message">The engine's last lines.</param>
    /// <param name="Final">Another attempt would fail the same way.</param>
    public sealed record Failed(string Message, bool Final = false) : EngineView;
}

/// <summary>The output of a section.</summary>
internal sealed record SectionOutput
{
    /// <summary>Duration.</summary>
    public double? Seconds { get; init; }

    /// <summary>Size.</summary>
    public long? Bytes { get; init; }

    /// <summary>Number of uploaded parts; null when it was not a multipart upload.</summary>
    public int? Parts { get; init; }

    /// <summary>Copied, EdgesEncoded or Encoded.</summary>
    public string? Method { get; init; }

    /// <summary>How long before the requested start the cut begins, in seconds.</summary>
    public double? StartMoved { get; init; }

    /// <summary>How long after the requested end the cut ends, in seconds.</summary>
    public double? EndMoved { get; init; }

    /// <summary>A note for people; null for none.</summary>
    public string? Note { get; init; }
}
