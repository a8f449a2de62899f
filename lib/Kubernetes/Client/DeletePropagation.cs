namespace Onair.Kubernetes.Client;

/// <summary>What a deletion does to the objects that the deleted one owns.</summary>
public enum DeletePropagation
{
    /// <summary>The garbage collector deletes them afterwards.</summary>
    Background,

    /// <summary>They go first; the owner waits.</summary>
    Foreground,

    /// <summary>They stay, without an owner.</summary>
    Orphan,
}
