using Onair.Kubernetes.Controllers;

namespace WidgetOperator;

/// <summary>Reconciles a widget as the contract says: finalizer, describe, put, state, status.</summary>
public sealed class WidgetController(Cloud cloud, EntityWriter<Widget> writer, TimeProvider time) : IEntityController<Widget>
{
    private const string Finalizer = "bench.example.com/cleanup";

    public async Task<ReconciliationResult> ReconcileAsync(Widget entity, CancellationToken cancellationToken)
    {
        var uid = entity.Metadata.Uid!;
        if (entity.Metadata.DeletionTimestamp is not null)
        {
            if (entity.Metadata.Finalizers?.Contains(Finalizer) != true) return ReconciliationResult.Done();
            await cloud.DeleteAsync(uid, cancellationToken);
            await writer.RemoveFinalizerAsync(entity, Finalizer, cancellationToken);
            return ReconciliationResult.Done();
        }
        entity = await writer.AddFinalizerAsync(entity, Finalizer, cancellationToken);
        await cloud.DescribeAsync(uid, cancellationToken);
        var spec = entity.Spec;
        await cloud.PutAsync(uid, new CloudWish(entity.Metadata.Name!, spec.Size, spec.Region, spec.Image, spec.Tags), cancellationToken);
        var state = await cloud.StateAsync(uid, cancellationToken);
        var status = StatusOf(entity, state, time.GetUtcNow());
        if (IsSame(status, entity.Status)) return ReconciliationResult.Done();
        entity.Status = status;
        await writer.UpdateStatusAsync(entity, cancellationToken);
        return ReconciliationResult.Done();
    }

    private static WidgetStatus StatusOf(Widget widget, CloudState state, DateTimeOffset now)
    {
        var before = widget.Status?.Conditions?.Find(c => c.Type == "Ready");
        return new WidgetStatus
        {
            ObservedGeneration = widget.Metadata.Generation,
            Endpoint = state.Endpoint,
            State = state.State,
            Conditions =
            [
                new WidgetCondition
                {
                    Type = "Ready",
                    Status = "True",
                    ObservedGeneration = widget.Metadata.Generation,
                    Reason = "Provisioned",
                    Message = "the widget is provisioned",
                    LastTransitionTime = before?.Status == "True" ? before.LastTransitionTime : now,
                },
            ],
        };
    }

    private static bool IsSame(WidgetStatus wanted, WidgetStatus? present) =>
        present is not null && wanted with { Conditions = null } == present with { Conditions = null }
        && present.Conditions is not null && wanted.Conditions!.SequenceEqual(present.Conditions);
}
