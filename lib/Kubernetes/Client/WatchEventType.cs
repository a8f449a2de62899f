namespace Onair.Kubernetes.Client;

/// <summary>What a watch event reports.</summary>
public enum WatchEventType
{
    /// <summary>The object is new, or newly matches the selector.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object was deleted, or no longer matches the selector.</summary>
    Deleted,

    /// <summary>Nothing happened up to this resource version.</summary>
    Bookmark,
}
