namespace Onair.Events;

/// <summary>The types of events. Those of a kind are beside its <see cref="EventKind"/>.</summary>
public static partial class EventTypes
{
    /// <summary>The start of all types.</summary>
    public const string Prefix = "dev.onair.";

    /// <summary>All types.</summary>
    public static IReadOnlyList<string> All { get; } = [.. EventKinds.All.SelectMany(kind => kind.Types)];
}
