using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Api.Connectors;

/// <summary>Everything that the rules of a Connector check.</summary>
/// <param name="Spec">The spec.</param>
public sealed record ConnectorCase(ConnectorSpec Spec)
{
    /// <summary>The connector's namespace; null when it is unknown, which skips its rule.</summary>
    public string? Namespace { get; init; }

    /// <summary>The LiveStream that the target names; null when it is unknown, which skips its rules.</summary>
    public LiveStream? Stream { get; init; }

    /// <summary>The IvsChannel that the target names; null when it is unknown, which skips its rules.</summary>
    public IvsChannel? Channel { get; init; }

    /// <summary>The MediaProvider that <c>chimePipeline</c> names; null when it is unknown, which skips its rules.</summary>
    public MediaProviderSpec? Provider { get; init; }

    /// <summary>Networks that URLs may lead to besides public ones: <c>connector.allowedCidrs</c> of the chart; null skips the rule.</summary>
    public IReadOnlyList<string>? AllowedCidrs { get; init; }

    /// <summary>The source and the fallbacks, each with its field.</summary>
    public IEnumerable<(string Field, ConnectorSource Source)> Sources =>
        Spec.Fallback.Select((source, i) => ($"spec.fallback[{i}]", source)).Prepend(("spec.source", Spec.Source));
}
