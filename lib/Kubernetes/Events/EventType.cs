namespace Onair.Kubernetes;

/// <summary>The two types of Kubernetes Events.</summary>
public enum EventType
{
    /// <summary>All is well.</summary>
    Normal,

    /// <summary>Somebody should look.</summary>
    Warning,
}
