namespace Onair.Kubernetes.Informers;

/// <summary>What an informer saw happen.</summary>
public enum InformerEventType
{
    /// <summary>An object appeared.</summary>
    Added,

    /// <summary>An object changed.</summary>
    Modified,

    /// <summary>An object was deleted.</summary>
    Deleted,
}
