using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Operator.Connectors.Decisions;

namespace Onair.Operator.Connectors.Targets;

/// <summary>A target, and what the cache knows of it.</summary>
/// <param name="Text">The target as <see cref="ConnectorTexts.Text(ConnectorTarget)"/> writes it, e.g. <c>LiveStream/event</c>.</param>
internal sealed record KnownTarget(string Text)
{
    /// <summary>The LiveStream that it names; null when there is none.</summary>
    public LiveStream? Stream { get; init; }

    /// <summary>The IvsChannel that it names; null when there is none.</summary>
    public IvsChannel? Channel { get; init; }

    /// <summary>Whether it takes a push. An RTMP service always does, as far as anybody knows.</summary>
    public TargetView At(DateTimeOffset now) => Text.Split('/') switch
    {
        ["LiveStream", var name] => TargetState.Of(name, Stream, now),
        ["IvsChannel", var name] => TargetState.Of(name, Channel),
        _ => new TargetView.Ready(),
    };
}
