namespace Onair.Kubernetes.Events;

/// <summary>The two types of Kubernetes Events.</summary>
public enum EventType
{
    /// <summary>Expected.</summary>
    Normal,

    /// <summary>Needs attention.</summary>
    Warning,
}
