using k8s;
using k8s.Models;

namespace Onair.Operator.ExternalResources;

/// <summary>What <see cref="ResourceActor{TRound, TContext, TKind, TSeen}"/> needs to know of a round, and lets it know.</summary>
/// <typeparam name="TContext">What the calls need to know.</typeparam>
/// <typeparam name="TKind">The kinds of the owner's resources.</typeparam>
/// <typeparam name="TSeen">What a look finds.</typeparam>
internal interface IResourceRound<out TContext, TKind, in TSeen>
    where TKind : struct, Enum
{
    /// <summary>The custom resource as last written.</summary>
    IKubernetesObject<V1ObjectMeta> Owner { get; }

    TContext Context { get; }

    /// <summary>What is known of its external resources.</summary>
    ExternalView<TKind> Known { get; }

    /// <summary>A look has found this.</summary>
    void Observe(TKind kind, TSeen seen);

    /// <summary>The resource was created or updated, which a look may not show yet.</summary>
    void Change(TKind kind);

    /// <summary>The resource's deletion was accepted.</summary>
    void Delete(TKind kind);

    /// <summary>The resource's tags were written or removed, which a look may not show yet.</summary>
    void Tag(TKind kind, string arn, bool isAdoption = false);

    /// <summary>Whether somebody else has changed what an update puts right.</summary>
    bool IsDriftOf(ResourceStep<TKind>.Update update);
}
