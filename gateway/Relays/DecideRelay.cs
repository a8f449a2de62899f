using k8s.Models;

namespace Onair.Gateway.Relays;

/// <summary>What to do for a viewer of a URL.</summary>
internal enum RelayStep
{
    /// <summary>Nothing: all relays that there may be are in use.</summary>
    Refuse,

    /// <summary>Create its pod.</summary>
    Create,

    /// <summary>Delete its pod, which has ended, so that it can be created again.</summary>
    Delete,

    /// <summary>Nothing yet: its pod starts, or is going.</summary>
    Wait,

    /// <summary>Ask its pod how it is doing.</summary>
    Ask,
}

/// <summary>Decides what to do for a viewer of a URL. Pure.</summary>
internal static class DecideRelay
{
    /// <summary>The step, by the pods that there are.</summary>
    /// <param name="id">The id of the URL.</param>
    /// <param name="pods">The pods of all relays.</param>
    /// <param name="most">How many relays there may be. The chart's ResourceQuota says the same, and gateways cannot pass it together.</param>
    public static RelayStep Of(string id, IReadOnlyList<V1Pod> pods, int most)
    {
        var name = RelayManifest.NameOf(id);
        if (pods.FirstOrDefault(p => p.Metadata.Name == name) is not { } pod) return pods.Count(p => !RelayManifest.HasEnded(p)) < most ? RelayStep.Create : RelayStep.Refuse;
        if (pod.Metadata.DeletionTimestamp is not null) return RelayStep.Wait;
        if (RelayManifest.HasEnded(pod)) return RelayStep.Delete;
        return RelayManifest.AddressOf(pod) is null ? RelayStep.Wait : RelayStep.Ask;
    }
}
