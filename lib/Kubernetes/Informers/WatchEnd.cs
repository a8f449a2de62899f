namespace Onair.Kubernetes.Informers;

/// <summary>Why a watch ended: the values of the metric's label.</summary>
internal static class WatchEnd
{
    /// <summary>The server ended it, as it does every few minutes.</summary>
    public const string Closed = "closed";

    /// <summary>The version to resume from is too old.</summary>
    public const string Gone = "gone";

    /// <summary>Neither event nor bookmark for too long.</summary>
    public const string Stalled = "stalled";

    /// <summary>Somebody asked for a relist.</summary>
    public const string Relist = "relist";

    /// <summary>Network or server failed.</summary>
    public const string Error = "error";
}
