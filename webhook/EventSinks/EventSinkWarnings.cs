using Onair.Api.EventSinks;
using Onair.Api.Rules;
using Onair.Events;

namespace Onair.Webhook.EventSinks;

/// <summary>What is allowed but deserves a warning when the spec changes.</summary>
internal static class EventSinkWarnings
{
    private static readonly Func<EventSinkSpec, IEnumerable<string>>[] List = [UnknownTypes, Unencrypted, Unsigned, Batch, PlainAlone];

    public static IReadOnlyList<string> Of(Edit<EventSink> edit) => edit.SpecChanged ? [.. List.SelectMany(warning => warning(edit.After.Spec))] : [];

    // Not refused: the manifest may be for a later version with more event types.
    private static IEnumerable<string> UnknownTypes(EventSinkSpec spec) =>
        from pattern in spec.Events.Select((text, i) => (Text: text, Position: i))
        where !EventTypes.All.Any(type => pattern.Text.EndsWith('*') ? type.StartsWith(pattern.Text[..^1], StringComparison.Ordinal) : type == pattern.Text)
        select Sentence.WithEnd($"spec.events[{pattern.Position}]: \"{pattern.Text}", "\" matches no event type");

    private static IEnumerable<string> Unencrypted(EventSinkSpec spec)
    {
        if (IsHttp(spec) && spec.TokenSecretRef is not null) yield return "spec.url: the token of spec.tokenSecretRef is sent over http, where others may read it: use https";
    }

    private static IEnumerable<string> Unsigned(EventSinkSpec spec)
    {
        if (IsHttp(spec) && spec.SigningSecretRef is null) yield return "spec.url: events are sent over http without spec.signingSecretRef: the receiver cannot detect changes to them";
    }

    private static IEnumerable<string> Batch(EventSinkSpec spec)
    {
        if (spec is { Format: EventFormat.Plain, BatchSize: > 1 }) yield return $"spec.batchSize: {spec.BatchSize} has no effect: a Plain request carries one event";
    }

    private static IEnumerable<string> PlainAlone(EventSinkSpec spec)
    {
        if (spec is { Format: not EventFormat.Plain, Plain: { Events: false } or { Analytics: false } }) yield return $"spec.plain has no effect with format {spec.Format}";
    }

    private static bool IsHttp(EventSinkSpec spec) => spec.Url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
}
