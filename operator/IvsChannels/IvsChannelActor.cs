using Onair.Aws;
using Onair.Kubernetes.Events;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.AwsResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Metrics;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels;

/// <summary>Does one step. The round forgets what it changed, so that the next decision looks again.</summary>
internal sealed class IvsChannelActor(IvsChannelRecorder recorder, KeySecrets secrets, EventRecorder events)
{
    private static readonly Dictionary<IvsResource, IResourceDriver<IvsContext, IvsResource, ObservedIvs>> Resources =
        new IResourceDriver<IvsContext, IvsResource, ObservedIvs>[] { new RecordingResource(), new ChannelResource(), new StreamKeyResource() }.ToDictionary(r => r.Kind);

    public async Task DoAsync(ReconcileStep step, IvsChannelRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case IvsChannelStep.Look look:
                round.Observe(look.Kind, await LookAsync(look, round, cancellationToken));
                break;
            case IvsChannelStep.LookAtStream stream:
                var seen = await ChannelStream.LookAsync(round.Context, stream.ChannelArn, cancellationToken) ?? SeenStream.Of(round.Resource.Recorded.Stream);
                round.Learn(v => v with { Stream = seen });
                break;
            case IvsChannelStep.LookAtFormer former:
                var before = await LookAtFormerAsync(former.Arn, round.Context, cancellationToken);
                round.Learn(v => v with { FormerSeen = before });
                break;
            case IvsChannelStep.LookForSecret:
                var secret = await secrets.ReadAsync(round.Resource, cancellationToken);
                round.Learn(v => v with { Secret = secret });
                break;
            case IvsChannelStep.WriteSecret write:
                var key = await StreamKeyResource.ValueAsync(round.Context, write.Key, cancellationToken);
                await secrets.WriteAsync(round.Resource, write.Key.Id, write.IngestEndpoint, key, cancellationToken);
                round.Learn(v => v with { Secret = KeySecretView.Unknown });
                break;
            case IvsChannelStep.Create or IvsChannelStep.Update or IvsChannelStep.Delete or IvsChannelStep.Claim or IvsChannelStep.Release or IvsChannelStep.Stop:
                await CallAsync(step, round, cancellationToken);
                break;
            default:
                if (step is IvsChannelStep.RecordLoss { ByOthers: true } loss) PublishLoss(round, loss.Kind);
                if (step is IvsChannelStep.RecordLoss { IsAnothers: true } anothers) PublishAnothers(round, anothers.Kind);
                await recorder.RecordAsync(step, round, cancellationToken);
                break;
        }
    }

    private async Task CallAsync(ReconcileStep step, IvsChannelRound round, CancellationToken cancellationToken)
    {
        var context = round.Context;
        switch (step)
        {
            case IvsChannelStep.Create create:
                await recorder.RecordAsync(await Resources[create.Kind].CreateAsync(context, "", cancellationToken), round, cancellationToken);
                round.Change(create.Kind);
                break;
            case IvsChannelStep.Update update:
                await Resources[IvsResource.Channel].UpdateAsync(context, update.Channel, cancellationToken);
                round.Change(IvsResource.Channel);
                PublishUpdate(round, update);
                break;
            case IvsChannelStep.Delete delete:
                // Gone already: a write does not lag behind as a read may.
                await IgnoringNotFoundAsync(Resources[delete.Kind].DeleteAsync(context, delete.Resource, cancellationToken));
                round.Forget(delete.Kind);
                break;
            case IvsChannelStep.Claim claim:
                await Resources[claim.Kind].ClaimAsync(context, claim.Arn, claim.IsAdoption, cancellationToken);
                events.Publish(round.Resource, EventType.Normal, "Adopted", $"The {claim.Kind.Title()} {claim.Arn} now belongs to this IvsChannel.");
                round.Tag(claim.Kind, claim.Arn, claim.IsAdoption);
                break;
            case IvsChannelStep.Release release:
                await IgnoringNotFoundAsync(Resources[release.Kind].ReleaseAsync(context, release.Resource, cancellationToken));
                events.Publish(round.Resource, EventType.Normal, "Released", $"The {release.Kind.Title()} {release.Resource.Id} is kept and no longer belongs to Onair.");
                round.Tag(release.Kind, release.Resource.Id);
                break;
            case IvsChannelStep.Stop stop:
                events.Publish(round.Resource, EventType.Normal, "Stopping", "Onair ends the stream because the IvsChannel is being deleted.");
                await ChannelStream.StopAsync(context, stop.Channel, cancellationToken);
                round.Learn(v => v with { StopSent = true, Stream = null });
                break;
        }
    }

    private void PublishUpdate(IvsChannelRound round, IvsChannelStep.Update update)
    {
        var fields = string.Join(", ", update.Fields);
        if (!round.IsDrift)
        {
            events.Publish(round.Resource, EventType.Normal, "Changed", $"The IVS channel now matches the spec: {fields}.");
            return;
        }
        DriftMetrics.Changed("IvsChannel");
        events.Publish(round.Resource, EventType.Warning, "DriftCorrected", $"The IVS channel was changed outside Onair and matches the spec again: {fields}.");
    }

    private void PublishAnothers(IvsChannelRound round, IvsResource kind) => events.Publish(
        round.Resource, EventType.Warning, "NotOwned",
        $"The status named the {kind.Title()} {kind.ArnIn(round.Resource.Recorded.Resources)}, which is not this IvsChannel's. It is left as it is.");

    private void PublishLoss(IvsChannelRound round, IvsResource kind)
    {
        events.Publish(
            round.Resource, EventType.Warning, "ResourceLost",
            $"The {kind.Title()} {kind.ArnIn(round.Resource.Recorded.Resources)} was deleted outside Onair.");
        DriftMetrics.Lost(kind == IvsResource.Channel ? "IvsChannel" : $"Ivs{kind}");
    }

    private static async Task<ObservedIvs> LookAsync(IvsChannelStep.Look look, IvsChannelRound round, CancellationToken cancellationToken)
    {
        var resource = Resources[look.Kind];
        try
        {
            var seen = !look.ByTag && (look.Id ?? look.Kind.ArnIn(round.Resource.Recorded.Resources)) is { } arn
                ? await resource.LookAsync(round.Context, arn, cancellationToken)
                : await resource.FindAsync(round.Context, cancellationToken);
            return seen with { ByTag = look.ByTag };
        }
        catch (Exception e) when (IsNotFound(e))
        {
            return ObservedIvs.Absent with { ByTag = look.ByTag };
        }
    }

    private static async Task<ObservedIvs> LookAtFormerAsync(string arn, IvsContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await Resources[IvsResource.RecordingConfiguration].LookAsync(context, arn, cancellationToken);
        }
        catch (Exception e) when (IsNotFound(e))
        {
            return ObservedIvs.Absent;
        }
    }

    private static async Task IgnoringNotFoundAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception e) when (IsNotFound(e))
        {
            // It does not exist.
        }
    }

    private static bool IsNotFound(Exception error) => AwsErrorReader.Classify(error).Kind == AwsErrorKind.NotFound;
}
