namespace Onair.Api.LiveStreams;

/// <summary>The condition types that only a LiveStream has.</summary>
public static class LiveStreamConditions
{
    /// <summary>Video arrives at the channel.</summary>
    public const string Receiving = "Receiving";

    /// <summary>An edit waits for the next stop.</summary>
    public const string ChangesPending = "ChangesPending";

    /// <summary>AWS differs from the spec, and is left so.</summary>
    public const string Drifted = "Drifted";
}
