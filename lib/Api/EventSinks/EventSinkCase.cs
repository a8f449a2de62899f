namespace Onair.Api.EventSinks;

/// <summary>Everything that the rules of an EventSink check.</summary>
/// <param name="Sink">The sink.</param>
public sealed record EventSinkCase(EventSink Sink)
{
    /// <summary>The only namespace whose EventSinks can receive events of all namespaces; null when it is unknown, which skips the rule.</summary>
    public string? OperatorNamespace { get; init; }

    /// <summary>Non-public networks that receivers can be in; null when they are unknown, which skips the rule.</summary>
    public IReadOnlyList<string>? AllowedCidrs { get; init; }
}
