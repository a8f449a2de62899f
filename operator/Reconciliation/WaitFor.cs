namespace Onair.Operator.Reconciliation;

/// <summary>What a resource waits for. Each kind says how soon it looks again.</summary>
internal enum WaitFor
{
    /// <summary>A change at the provider: in AWS, at the video service, in the work of a splitter.</summary>
    Provider,

    /// <summary>Another object in the cluster, whose change triggers a reconcile.</summary>
    Cluster,

    /// <summary>A Secret that the spec names, which somebody may still create or fill. Secrets of users are not all watched.</summary>
    Reference,

    /// <summary>A quota of the account: somebody deletes something, or AWS raises it.</summary>
    Quota,

    /// <summary>The end of the broadcast that is on air.</summary>
    OnAir,

    /// <summary>The recording, its index, or the next attempt.</summary>
    Recording,

    /// <summary>The delivery of a deleted resource's last events. The loop itself looks again.</summary>
    Delivery,

    /// <summary>A request whose response was lost: until it can no longer take effect.</summary>
    InFlight,
}
