namespace Onair.Kubernetes.Informers;

/// <summary>A cache was asked what does not exist before its first list was complete. A controller names the caches that it asks this
/// (<c>ControllerOptions.Reads</c>) and starts when they are synced; one that names too few is retried until they are.</summary>
public sealed class CacheNotSyncedException : Exception
{
    /// <summary>An error that names no cache.</summary>
    public CacheNotSyncedException() : this("the first list is not complete")
    {
    }

    /// <summary>An error that names the cache.</summary>
    public CacheNotSyncedException(string message) : base(message)
    {
    }

    /// <summary>An error with a cause.</summary>
    public CacheNotSyncedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
