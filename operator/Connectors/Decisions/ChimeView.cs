using Onair.Api;
using Onair.Api.Common;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>The resources of a Connector in AWS.</summary>
internal enum ChimeResource
{
    /// <summary>A media live connector pipeline of the Amazon Chime SDK.</summary>
    Pipeline,
}

/// <summary>A Connector as the decisions about external resources see it.</summary>
internal sealed record ChimeView : ExternalView<ChimeResource>
{
    private readonly ConnectorView _connector;

    private ChimeView(ConnectorView connector) => _connector = connector;

    public static ChimeView Of(ConnectorView view) => new(view)
    {
        Uid = view.Uid,
        Cluster = view.Cluster,
        Now = view.Now,
        Lag = view.Lag,
        MissingIsCounted = view.MissingIsCounted,
    };

    public override OutboxStatus? Outbox => _connector.Outbox;

    public override string OwnerKind => OnairResources.Connectors.Kind;

    public override ResourceRecords Records => new PipelineRecords { Missing = _connector.Status.ChimePipeline?.Missing };

    public override string? RecordedId(ChimeResource kind) => _connector.Status.ChimePipeline?.Id;

    public override PipelineView? Found(ChimeResource kind) => _connector.Pipeline;

    public override string Title(ChimeResource kind) => "media pipeline";

    public override bool IsDeleted(ChimeResource kind) => _connector.PipelineIsDeleted;

    private sealed record PipelineRecords : ResourceRecords;
}
