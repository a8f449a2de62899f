using System.Globalization;
using System.Net;

namespace Onair.Webhook;

/// <summary>The webhook's validated settings: configuration section <c>Webhook</c>, environment <c>Webhook__…</c>.</summary>
public sealed record WebhookSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Webhook";

    /// <summary>Port for the API server, with TLS.</summary>
    public required int Port { get; init; }

    /// <summary>Port for the kubelet and Prometheus, without TLS.</summary>
    public required int HealthPort { get; init; }

    /// <summary>Port for video services' callbacks, without TLS: an Ingress terminates it.</summary>
    public required int CallbackPort { get; init; }

    /// <summary>The release's namespace, where the operator and the Secrets of callbacks are; null: the pod's own.</summary>
    public string? Namespace { get; init; }

    /// <summary>Networks besides the public ones that EventSinks may use; the same as the operator's.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; init; } = [];

    /// <summary>Networks besides the public ones that Connectors may use; the same as the operator's.</summary>
    public IReadOnlyList<string> ConnectorCidrs { get; init; } = [];

    /// <summary>The hosts that a MediaProvider with <c>webIdentity</c> may name in its <c>endpointUrl</c>; the same as the operator's.</summary>
    public IReadOnlyList<string> WebIdentityHosts { get; init; } = [];

    /// <summary>Folder with <c>tls.crt</c> (the leaf first, then its chain) and <c>tls.key</c>, PEM.</summary>
    public required string CertificateFolder { get; init; }

    /// <summary>How long it keeps answering after SIGTERM, until no proxy sends it requests any more.</summary>
    public required TimeSpan Drain { get; init; }

    /// <summary>The settings, or null and the errors: field and rule.</summary>
    public static WebhookSettings? Read(IConfigurationSection section, out IReadOnlyList<string> errors)
    {
        var wrong = new List<string>();
        var settings = new WebhookSettings
        {
            Port = Number(nameof(Port), 8443, 1, 65535),
            HealthPort = Number(nameof(HealthPort), 8080, 1, 65535),
            CallbackPort = Number(nameof(CallbackPort), 8081, 1, 65535),
            Namespace = section[nameof(Namespace)] is { Length: > 0 } ns ? ns : null,
            AllowedCidrs = Texts(nameof(AllowedCidrs)),
            ConnectorCidrs = Texts(nameof(ConnectorCidrs)),
            WebIdentityHosts = Texts(nameof(WebIdentityHosts)),
            CertificateFolder = section[nameof(CertificateFolder)] is { Length: > 0 } folder ? folder : "/var/run/secrets/onair.dev/webhook",
            Drain = TimeSpan.FromSeconds(Number("DrainSeconds", 5, 0, 25)),
        };
        if (settings.Port == settings.HealthPort) Wrong(nameof(HealthPort), $"must not be the same as {Section}:{nameof(Port)}");
        if (settings.CallbackPort == settings.Port || settings.CallbackPort == settings.HealthPort)
            Wrong(nameof(CallbackPort), $"must not be the same as {Section}:{nameof(Port)} or {Section}:{nameof(HealthPort)}");
        CheckNetworks(nameof(AllowedCidrs), settings.AllowedCidrs);
        CheckNetworks(nameof(ConnectorCidrs), settings.ConnectorCidrs);
        errors = wrong;
        return wrong.Count == 0 ? settings : null;

        string[] Texts(string field) => [.. section.GetSection(field).GetChildren().Select(c => c.Value).OfType<string>()];

        void CheckNetworks(string field, IReadOnlyList<string> cidrs)
        {
            foreach (var (i, cidr) in cidrs.Index())
                if (!IPNetwork.TryParse(cidr, out _)) Wrong($"{field}:{i}", $"must be a network such as 10.1.0.0/16 or fd00::/8; it is '{cidr}'");
        }

        int Number(string field, int fallback, int least, int most)
        {
            if (section[field] is not { Length: > 0 } text) return fallback;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
            Wrong(field, $"must be a whole number from {least} to {most}");
            return fallback;
        }

        void Wrong(string field, string rule) => wrong.Add($"{Section}:{field} {rule} (environment: {Section}__{field.Replace(":", "__", StringComparison.Ordinal)})");
    }
}
