using Onair.Operator.ExternalResources;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>A media pipeline as seen in this round.</summary>
/// <param name="Id">Its id; null when AWS does not find it.</param>
/// <param name="State">Its state as AWS says it, e.g. <c>InProgress</c>; null when it was found in a list.</param>
internal sealed record PipelineView(string? Id, string? State = null) : SeenResource(Id)
{
    /// <summary>It sends the meeting to its sink.</summary>
    public const string InProgress = "InProgress";

    public static PipelineView Absent { get; } = new(null, null);

    /// <summary>Its tags were read: each read is a call, and only what ends the pipeline needs them.</summary>
    public bool HasTags { get; init; }
}
