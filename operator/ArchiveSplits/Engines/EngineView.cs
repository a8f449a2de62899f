namespace Onair.Operator.ArchiveSplits.Engines;

/// <summary>What an engine has of a section's latest attempt.</summary>
internal abstract record EngineView
{
    private EngineView()
    {
    }

    /// <summary>Nothing: the attempt was recorded and not begun.</summary>
    public sealed record None : EngineView;

    /// <summary>It works.</summary>
    /// <param name="Percent">How much is done; null when that is not known.</param>
    /// <param name="Message">What it waits for; null when it does not.</param>
    public sealed record Working(int? Percent, string? Message = null) : EngineView;

    /// <summary>It is done; the output may not be under its name yet.</summary>
    public sealed record Succeeded(SectionOutput Output) : EngineView;

    /// <summary>It gave up.</summary>
    /// <param name="Message">The engine's last lines.</param>
    /// <param name="Final">Another attempt would fail the same way.</param>
    public sealed record Failed(string Message, bool Final = false) : EngineView;
}

/// <summary>What came out of a section.</summary>
internal sealed record SectionOutput
{
    /// <summary>Duration.</summary>
    public double? Seconds { get; init; }

    /// <summary>Size.</summary>
    public long? Bytes { get; init; }

    /// <summary>In how many parts it was uploaded; null when it was not.</summary>
    public int? Parts { get; init; }

    /// <summary>Copied, EdgesEncoded or Encoded.</summary>
    public string? Method { get; init; }

    /// <summary>How far the cut begins before what was asked for, in seconds.</summary>
    public double? StartMoved { get; init; }

    /// <summary>How far the cut ends behind what was asked for, in seconds.</summary>
    public double? EndMoved { get; init; }

    /// <summary>What to know of it; null for nothing.</summary>
    public string? Note { get; init; }
}
