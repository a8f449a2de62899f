namespace Onair.Events;

/// <summary>The types of events. Those of a kind are in a file of its own, e.g. LiveStreamEventTypes.cs.</summary>
public static partial class EventTypes
{
    /// <summary>The start of all types.</summary>
    public const string Prefix = "dev.onair.";

    /// <summary>All types.</summary>
    public static IReadOnlyList<string> All { get; } = [.. EventKindRegistry.All.SelectMany(kind => kind.Types)];
}
