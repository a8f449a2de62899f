using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// What is done about a recorded resource that a look does not show to be its owner's: nothing to the resource. A pure function.
/// </summary>
internal static class Proof
{
    /// <summary>The next step about such a resource; null when it was not looked at, does not exist, or is the owner's.</summary>
    public static ReconcileStep? Next<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum
    {
        if (view.RecordedId(kind) is null || view.Found(kind) is not { Exists: true } seen || view.Own(kind) is not null) return null;
        if (seen.Tag is { Cluster: { } cluster } tag && tag.Uid == view.Uid) return new Stall("AnotherCluster", OfCluster(view, kind, seen, cluster));
        // The record is wrong: the owner's own resource is looked for by its tag.
        if (seen.Tag is not null || seen.Arn is null) return new ResourceStep<TKind>.RecordLoss(kind, ByOthers: false) { IsAnothers = true };
        // The tags that this round has written.
        if (view.IsTagged(kind, seen.Arn)) return new Wait("Provisioning", $"AWS does not show the tags of the {view.Title(kind)} yet.");
        // Taken over while it was only observed.
        return view.Adopt(kind) == seen.Id
            ? new ResourceStep<TKind>.Claim(kind, seen.Arn)
            : new Stall("NotTagged", Untagged(view, kind, seen));
    }

    // Either this cluster had another name, or another one was restored from the same snapshot. In neither case is it replaced.
    private static string OfCluster<TKind>(ExternalView<TKind> view, TKind kind, SeenResource seen, string cluster)
        where TKind : struct, Enum =>
        $"The {view.Title(kind)} {seen.Id} has the tag {Api.Common.Tags.Cluster} with the value {cluster}, so that it belongs to this {view.OwnerKind} of that cluster; Onair leaves it as it is. "
        + $"If the cluster was renamed, set the tag to {OwnershipTags.ClusterTag(view.Cluster)}; if not, delete this {view.OwnerKind} with spec.deletionPolicy Retain";

    private static string Untagged<TKind>(ExternalView<TKind> view, TKind kind, SeenResource seen)
        where TKind : struct, Enum =>
        $"The {view.Title(kind)} {seen.Id} has no tag {Api.Common.Tags.Uid}, so that nothing shows that it is this {view.OwnerKind}'s; Onair leaves it as it is. "
        + $"Put the tag back with the value {view.Uid}, or remove the {view.Title(kind)}";
}
