using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Kubernetes;
using Onair.Operator.EventSinks.Requests;
using Onair.Operator.EventSinks.Status;

namespace Onair.Operator.EventSinks;

/// <summary>Says whether an EventSink can be sent to, and has its dead letters sent again when somebody asks for it.</summary>
internal sealed class EventSinkController(SinkContext context, SinkStatuses statuses, SinkSecretCache secrets) : IEntityController<EventSink>
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    public async Task<ReconciliationResult> ReconcileAsync(EventSink entity, CancellationToken ct)
    {
        if (entity.Metadata.DeletionTimestamp is not null || !context.IsOurs(entity)) return ReconciliationResult.Done();
        var status = statuses.Of(entity.Key);
        status.Numbers.SecretProblem = (await secrets.GetAsync(entity, ct)).Problem;
        var replay = entity.Metadata.Annotations?.GetValueOrDefault(Annotations.Replay);
        await status.UpdateAsync(s => replay is { Length: > 0 } ? DeadLetterList.Replay(s, replay) : s, ct);
        return ReconciliationResult.RequeueAfter(status.Numbers.SecretProblem is null ? Recheck : Retry);
    }
}
