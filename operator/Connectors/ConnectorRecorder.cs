using System.Security.Cryptography;
using Onair.Api.Connectors;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.ExternalResources;
using Onair.Operator.Outboxes;

namespace Onair.Operator.Connectors;

/// <summary>Writes the status under the optimistic lock of the resource version.</summary>
internal sealed class ConnectorRecorder(StatusWriter<Connector> writer)
{
    private const string IdAlphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Records that a run begins.</summary>
    public Task BeginAsync(ConnectorRound round, CancellationToken cancellationToken) => IntendAsync(round, s => s with
    {
        Target = round.Resource.Spec.Target.Text(),
        Run = new() { Id = RandomNumberGenerator.GetString(IdAlphabet, 5), Attempts = 1, StartedAt = round.Now, ChimePipeline = ConnectorRuns.Declared(round.Resource.Spec) },
        Restarts = 0,
        Stages = [],
        AudioDelaySeconds = null,
    }, cancellationToken);

    /// <summary>Records that the run's next pod begins.</summary>
    public Task NextAttemptAsync(ConnectorRound round, CancellationToken cancellationToken) =>
        IntendAsync(round, s => s with { Run = s.Run! with { Attempts = s.Run.Attempts + 1 }, Node = null, Stages = [], Source = null }, cancellationToken);

    /// <summary>Records that a media pipeline is about to be created.</summary>
    public Task BeginPipelineAsync(ConnectorRound round, CancellationToken cancellationToken) => IntendAsync(
        round, s => s with { ChimePipeline = new() { Token = $"{round.Resource.Uid}-{s.Run!.Id}-{s.Restarts ?? 0}", Since = round.Now } }, cancellationToken);

    public Task PipelineAsync(ConnectorRound round, string id, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { ChimePipeline = s.ChimePipeline! with { Id = id, Missing = null } }, cancellationToken);

    /// <summary>One more look did not find the media pipeline.</summary>
    public Task PipelineMissedAsync(ConnectorRound round, CancellationToken cancellationToken) => WriteAsync(
        round,
        s => s with { ChimePipeline = s.ChimePipeline! with { Missing = Bookkeeping.MissedAgain(s.ChimePipeline!.Missing, ChimeResource.Pipeline, round.Now) } },
        cancellationToken);

    /// <summary>The media pipeline that was not found has turned up again.</summary>
    public Task PipelineSeenAsync(ConnectorRound round, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { ChimePipeline = s.ChimePipeline! with { Missing = null } }, cancellationToken);

    /// <summary>Records that the media pipeline has ended by itself.</summary>
    public Task PipelineEndAsync(ConnectorRound round, string state, CancellationToken cancellationToken) => WriteAsync(
        round, s => s with { ChimePipeline = s.ChimePipeline! with { Id = null, State = state, Since = round.Now, Missing = null }, Restarts = (s.Restarts ?? 0) + 1 }, cancellationToken);

    public Task ForgetPipelineAsync(ConnectorRound round, CancellationToken cancellationToken) => WriteAsync(round, s => s with { ChimePipeline = null }, cancellationToken);

    public Task OnAirAsync(ConnectorRound round, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Run = s.Run! with { OnAirAt = round.Now } }, cancellationToken);

    /// <summary>Records that nothing runs any more.</summary>
    public Task EndAsync(ConnectorRound round, CancellationToken cancellationToken) => WriteAsync(
        round, s => s with { Run = null, LastRun = EndOf(s.Run, round), Node = null, Source = null, Restarts = null, Stages = [], AudioDelaySeconds = null }, cancellationToken);

    private static ConnectorRunEnd EndOf(ConnectorRun? run, ConnectorRound round) => new() { OnAirAt = run?.OnAirAt, EndedAt = round.Now, Message = round.View.WhyStopped };

    private async Task IntendAsync(ConnectorRound round, Func<ConnectorStatus, ConnectorStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.IntendAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);

    private async Task WriteAsync(ConnectorRound round, Func<ConnectorStatus, ConnectorStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.WriteAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);
}
