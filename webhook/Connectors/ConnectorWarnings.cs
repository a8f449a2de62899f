using Onair.Api.Connectors;

namespace Onair.Webhook.Connectors;

/// <summary>What is allowed but deserves a warning.</summary>
internal static class ConnectorWarnings
{
    private static readonly Func<ConnectorCase, string?>[] List = [StreamNotFound, ChannelNotFound, SecretInUrl];

    public static IReadOnlyList<string> Of(ConnectorCase connector) => [.. List.Select(warning => warning(connector)).OfType<string>()];

    private static string? StreamNotFound(ConnectorCase connector) =>
        connector is { Stream: null, Spec.Target.LiveStreamRef.Name: var name }
            ? $"spec.target.liveStreamRef.name: Not found: \"{name}\": the Connector waits until a LiveStream with that name exists"
            : null;

    private static string? ChannelNotFound(ConnectorCase connector) =>
        connector is { Channel: null, Spec.Target.IvsChannelRef.Name: var name }
            ? $"spec.target.ivsChannelRef.name: Not found: \"{name}\": the Connector waits until an IvsChannel with that name exists"
            : null;

    // A link that lets its bearer in is a secret, and whoever reads the resource reads it.
    private static string? SecretInUrl(ConnectorCase connector) =>
        connector.Sources.Where(it => it.Source.Meeting?.Url?.Contains('?', StringComparison.Ordinal) == true)
            .Select(it => $"{it.Field}.meeting.url: a meeting's link may admit anyone who has it; urlSecretRef keeps it out of the resource").FirstOrDefault();
}
