namespace Onair.Api.EventSinks;

/// <summary>All that the rules of an EventSink judge.</summary>
/// <param name="Sink">What is declared.</param>
public sealed record EventSinkCase(EventSink Sink)
{
    /// <summary>The namespace whose EventSinks may ask for the events of all; null when it is not known, and its rule is not judged.</summary>
    public string? OperatorNamespace { get; init; }

    /// <summary>Networks besides the public ones that a receiver may be in; null when they are not known, and their rule is not judged.</summary>
    public IReadOnlyList<string>? AllowedCidrs { get; init; }
}
