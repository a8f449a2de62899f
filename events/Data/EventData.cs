using Onair.Events.Transitions;
using Onair.Resources;

namespace Onair.Events.Data;

/// <summary>The data of events: what the resource is after a transition, as JSON text. Pure functions.</summary>
public static class EventData
{
    /// <summary>Of a LiveStream.</summary>
    /// <param name="stream">As it is with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(LiveStream stream, Transition transition, DateTimeOffset at) => throw new NotImplementedException();

    /// <summary>Of an ArchiveSplit.</summary>
    /// <param name="split">As it is with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(ArchiveSplit split, Transition transition, DateTimeOffset at) => throw new NotImplementedException();

    /// <summary>Of a VideoAsset.</summary>
    /// <param name="asset">As it is with the transition recorded.</param>
    /// <param name="transition">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>A JSON object of at most 16 kB.</returns>
    public static string Of(VideoAsset asset, Transition transition, DateTimeOffset at) => throw new NotImplementedException();
}
