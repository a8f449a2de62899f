using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>All that the decisions know about one kind of AWS resource.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Title">Its name in Events and messages.</param>
/// <param name="StatusField">The field of <c>status.resources</c> that holds its id.</param>
/// <param name="Id">Reads that field.</param>
/// <param name="WithId">Writes that field.</param>
internal sealed record ResourceDescriptor(
    ResourceKind Kind, string Title, string StatusField,
    Func<StreamResources, string?> Id, Func<StreamResources, string?, StreamResources> WithId)
{
    /// <summary>
    /// Whether a stream with this input has one. Never true for the behaviour: it can be added and removed on air, so it is
    /// decided separately.
    /// </summary>
    public Func<InputSpec, bool> IsPartOf { get; init; } = _ => true;

    /// <summary>The status without the URLs and shapes that the resource had given it.</summary>
    public Func<LiveStreamStatus, LiveStreamStatus> WithoutOutcome { get; init; } = status => status;
}
