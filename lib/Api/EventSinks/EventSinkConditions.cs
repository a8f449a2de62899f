namespace Onair.Api.EventSinks;

/// <summary>The condition types of an EventSink beyond those that all resources have.</summary>
public static class EventSinkConditions
{
    /// <summary>The receiver accepted the latest events. Unknown while nothing was sent.</summary>
    public const string Delivering = "Delivering";
}
