using k8s.Models;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Kubernetes.Controllers;

namespace Onair.Operator.EventSinks;

/// <summary>Reports whether an EventSink can receive events, and replays its dead letters on request.</summary>
internal sealed class EventSinkController(SinkContext context, SinkStatusRegistry statuses, SinkCredentials credentials) : IEntityController<EventSink>
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    public async Task<ReconciliationResult> ReconcileAsync(EventSink entity, CancellationToken cancellationToken)
    {
        if (entity.Metadata.DeletionTimestamp is not null || !context.IsOurs(entity)) return ReconciliationResult.Done();
        var status = statuses.Of(entity.Key);
        status.SecretProblem = SinkState.IsPaused(entity) ? null : (await credentials.GetAsync(entity, cancellationToken)).Problem;
        var replay = entity.GetAnnotation(Annotations.Replay);
        await status.UpdateAsync(s => replay is { Length: > 0 } ? DeadLetterList.Replay(s, replay) : s, cancellationToken);
        return ReconciliationResult.RequeueAfter(status.SecretProblem is null ? Recheck : Retry);
    }
}
