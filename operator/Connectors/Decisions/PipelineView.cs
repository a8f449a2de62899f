namespace Onair.Operator.Connectors.Decisions;

/// <summary>A media pipeline as seen in this round.</summary>
/// <param name="State">Its state as AWS says it, e.g. <c>InProgress</c>; null when AWS does not find it.</param>
internal sealed record PipelineView(string? State)
{
    /// <summary>It sends the meeting to its sink.</summary>
    public const string InProgress = "InProgress";
}
