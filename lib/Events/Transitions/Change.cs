using Onair.Kubernetes.Events;

namespace Onair.Events.Transitions;

/// <summary>Something that happened to a resource, as one detector saw it: EventSinks, Kubernetes Events and the log are told of the same.</summary>
/// <param name="Transition">What EventSinks are told; null when it does not concern them.</param>
/// <param name="Announcement">What people are told by kubectl and the log; null when it does not concern them.</param>
public sealed record Change(Transition? Transition, Announcement? Announcement)
{
    /// <summary>A change that only EventSinks are told of.</summary>
    public static Change Told(Transition transition) => new(transition, null);

    /// <summary>A change that only people are told of: nothing that went wrong.</summary>
    public static Change Normal(string reason, string message) => new(null, new(EventType.Normal, reason, message));

    /// <summary>A change that only people are told of, who may have to act.</summary>
    public static Change Warning(string reason, string message) => new(null, new(EventType.Warning, reason, message));
}

/// <summary>A Kubernetes Event, and a line of the log.</summary>
/// <param name="Type">Whether it is a warning.</param>
/// <param name="Reason">Why: one word.</param>
/// <param name="Message">What happened: a sentence.</param>
public sealed record Announcement(EventType Type, string Reason, string Message);
