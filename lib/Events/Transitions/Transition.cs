using Onair.Api.BroadcastSites;

namespace Onair.Events.Transitions;

/// <summary>What EventSinks are told of something that happened to a resource.</summary>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
public sealed record Transition(string Type)
{
    /// <summary>Why, as one word for programs, e.g. <c>QuotaExceeded</c>; null when the type says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Why, for people.</summary>
    public string? Message { get; init; }

    /// <summary>The session of the transition, unless it is the current one afterwards; of an IvsChannel the stream.</summary>
    public string? SessionId { get; init; }

    /// <summary>What happened in a broadcast of a BroadcastSite.</summary>
    public SiteHappening? Broadcast { get; init; }

    /// <summary>Position of the section of the transition.</summary>
    public int? Section { get; init; }

    /// <summary>The last part of the type, e.g. <c>started</c>.</summary>
    public string Name => Type[(Type.LastIndexOf('.') + 1)..];
}
